//! What holds its facts in a packed form, as data under the names that
//! JavaScript sees.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::diagnosis::Diagnosis;
use super::profile::Profile;
use super::registry::Registration;
use super::rule::Rule;
use super::words::Words;

/// The facts, the range and the sentence; no field for the parts of the
/// sentence.
impl Serialize for Diagnosis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Diagnosis", 10)?;
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("name", self.name())?;
        fields.serialize_field("range", &self.range())?;
        fields.serialize_field("registration", &self.registration())?;
        fields.serialize_field("cause", &self.cause)?;
        fields.serialize_field("verdict", &self.verdict)?;
        fields.serialize_field("source", &self.source)?;
        fields.serialize_field("reference", self.reference())?;
        fields.serialize_field("advice", &self.advice)?;
        fields.serialize_field("sentence", &self.sentence())?;
        fields.end()
    }
}

impl Serialize for Registration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Registration", 6)?;
        fields.serialize_field("code", &self.code())?;
        fields.serialize_field("name", self.name())?;
        fields.serialize_field("sender", &self.sender())?;
        fields.serialize_field("verdict", &self.verdict())?;
        fields.serialize_field("meaning", self.meaning())?;
        fields.serialize_field("reference", self.reference())?;
        fields.end()
    }
}

impl Serialize for Profile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Profile", 3)?;
        fields.serialize_field("name", self.name)?;
        fields.serialize_field("rules", self.rules)?;
        fields.serialize_field("source", self.source)?;
        fields.end()
    }
}

/// Flat, with empty texts where it has no words.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words = self.words().unwrap_or(&Words::NONE);
        let mut fields = serializer.serialize_struct("Rule", 6)?;
        fields.serialize_field("first", &self.first)?;
        fields.serialize_field("last", &self.last)?;
        fields.serialize_field("verdict", &self.verdict)?;
        fields.serialize_field("name", words.name)?;
        fields.serialize_field("meaning", words.meaning)?;
        fields.serialize_field("reference", words.reference)?;
        fields.end()
    }
}
