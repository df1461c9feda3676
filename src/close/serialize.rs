//! A diagnosis as data, under the names that JavaScript sees.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::diagnosis::Diagnosis;

/// The fields, the range and the sentence; no field for the parts of the
/// sentence.
impl Serialize for Diagnosis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Diagnosis", 10)?;
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("name", self.name)?;
        fields.serialize_field("range", &self.range())?;
        fields.serialize_field("registration", &self.registration)?;
        fields.serialize_field("cause", &self.cause)?;
        fields.serialize_field("verdict", &self.verdict)?;
        fields.serialize_field("source", &self.source)?;
        fields.serialize_field("reference", self.reference)?;
        fields.serialize_field("advice", &self.advice)?;
        fields.serialize_field("sentence", &self.sentence())?;
        fields.end()
    }
}
