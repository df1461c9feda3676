//! graphql-transport-ws.

use super::row;
use crate::close::profile::Profile;
use crate::close::verdict::Verdict;

pub(crate) const PROFILE: Profile = Profile {
    name: "graphql-transport-ws",
    source: "",
    rules: &[row(4004, Verdict::Stop, "", "", "")],
};
