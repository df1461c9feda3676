//! What a profile says of codes, as the tests ask for it.

use closewise::close::{CloseCode, Profile, Verdict};

pub fn verdict(profile: &'static Profile, code: u16) -> Option<Verdict> {
    profile.rule(CloseCode(code)).map(|rule| rule.verdict)
}

pub fn assert_stops(profile: &'static Profile, codes: impl IntoIterator<Item = u16>) {
    for code in codes {
        assert_eq!(verdict(profile, code), Some(Verdict::Stop), "{code}");
    }
}

pub fn assert_retries(profile: &'static Profile, codes: impl IntoIterator<Item = u16>) {
    for code in codes {
        let verdict = verdict(profile, code);
        assert!(
            verdict.is_some_and(Verdict::is_retry),
            "{code}: {verdict:?}"
        );
    }
}

pub fn assert_reauthenticates(profile: &'static Profile, codes: impl IntoIterator<Item = u16>) {
    for code in codes {
        let verdict = verdict(profile, code);
        assert_eq!(verdict, Some(Verdict::Reauthenticate), "{code}");
    }
}

pub fn assert_speaks_of_nothing_else(profile: &'static Profile, codes: &[u16]) {
    for code in 0..=u16::MAX {
        let speaks = verdict(profile, code).is_some();
        assert_eq!(speaks, codes.contains(&code), "{code}");
    }
}

pub fn profile(name: &str) -> &'static Profile {
    Profile::named(name).expect(name)
}
