//! aws-api-gateway.

use super::row;
use crate::close::profile::Profile;
use crate::close::verdict::Verdict;

pub(crate) const PROFILE: Profile = Profile {
    name: "aws-api-gateway",
    source: "",
    rules: &[row(4004, Verdict::Stop, "", "", "")],
};
