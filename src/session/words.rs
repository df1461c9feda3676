//! Enums that are words to users.

/// Has `Display` write what `as_str` returns.
macro_rules! display_as_str {
    ($($name:ty),+) => {
        $(
            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(self.as_str())
                }
            }
        )+
    };
}

pub(super) use display_as_str;
