//! A profile of the user's own, beside the shipped ones.

use closewise::close::{
    Close, CloseCode, Context, PROFILES, Profile, Profiles, Rule, Source, Verdict, diagnose,
};

/// A profile as a program makes it that reads one from a file.
fn chess() -> Profile {
    let text = |text: &str| String::from(text);
    Profile::new(
        text("chess"),
        text("https://example.com/codes"),
        vec![
            Rule::code(4007, Verdict::Stop)
                .name(text("Checkmate"))
                .meaning(text("the game is over")),
            Rule::range(4100, 4199, Verdict::BACKOFF)
                .name(text("Adjourned"))
                .reference(text("https://example.com/adjourned")),
            Rule::code(4150, Verdict::NOW),
        ],
    )
}

#[test]
fn a_profile_of_the_users_own_with_owned_texts_works_as_a_shipped_one() {
    let chess = chess();
    let diagnosed = |code| {
        let close = Close {
            code: CloseCode(code),
            reason: "",
            was_clean: true,
        };
        let profiles = Profiles {
            profile: Some(&chess),
            ..Profiles::default()
        };
        diagnose(&close, &Context::default(), &profiles)
    };

    let over = diagnosed(4007);
    assert_eq!(
        (over.verdict, over.source),
        (Verdict::Stop, Source::Profile)
    );
    assert_eq!(over.reference, "https://example.com/codes");
    assert_eq!(
        over.to_string(),
        "The peer closed the connection with 4007 (Checkmate): the game is over. \
         Not worth a retry, as the profile says."
    );

    let adjourned = diagnosed(4100);
    assert_eq!(
        (adjourned.name.as_ref(), adjourned.meaning.as_ref()),
        ("Adjourned", "")
    );
    assert_eq!(adjourned.reference, "https://example.com/adjourned");

    let nameless = diagnosed(4150);
    assert_eq!(
        (nameless.verdict, nameless.source),
        (Verdict::NOW, Source::Profile)
    );
    assert_eq!(nameless.name, "Private Use");

    let unknown = diagnosed(4300);
    assert_eq!(unknown.source, Source::Standard);
}

#[test]
fn a_copy_of_a_shipped_profile_with_owned_texts_diagnoses_alike() {
    for &shipped in PROFILES {
        let owned = Profile {
            name: shipped.name.to_string().into(),
            source: shipped.source.to_string().into(),
            rules: shipped.rules.to_vec().into(),
            announcements: shipped.announcements.to_vec().into(),
            receive_only: shipped.receive_only,
        };
        assert_eq!(owned, *shipped);
        assert_eq!(Profile::from(shipped), *shipped);
        for code in (0..=u16::MAX).map(CloseCode) {
            let close = Close {
                code,
                reason: "",
                was_clean: true,
            };
            let with = |profile| {
                let profiles = Profiles {
                    profile: Some(profile),
                    ..Profiles::default()
                };
                diagnose(&close, &Context::default(), &profiles)
            };
            assert_eq!(with(&owned), with(shipped), "{code}");
        }
    }
}
