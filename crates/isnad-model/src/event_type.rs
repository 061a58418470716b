//! Event types and their families (docs/claims in the glossary; mapped to ACLED sub-events and PLOVER).

/// Families of types that speak of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Family {
    Territory,
    Violence,
    Casualties,
    Displacement,
    Talks,
    Calls,
    Other,
}

impl Family {
    /// Wire name.
    pub fn name(self) -> &'static str {
        match self {
            Family::Territory => "territory",
            Family::Violence => "violence",
            Family::Casualties => "casualties",
            Family::Displacement => "displacement",
            Family::Talks => "talks",
            Family::Calls => "calls",
            Family::Other => "other",
        }
    }
}

macro_rules! event_types {
    ($($variant:ident $name:literal $family:ident),* $(,)?) => {
        /// What kind of thing a claim reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum EventType { $($variant),* }

        impl EventType {
            /// Every type, in the order of the guide.
            pub const ALL: &'static [EventType] = &[$(EventType::$variant),*];

            /// Wire and pack name.
            pub fn name(self) -> &'static str {
                match self { $(EventType::$variant => $name),* }
            }

            /// The type that packs write as `name`.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(EventType::$variant),)* _ => None }
            }

            /// Its family.
            pub fn family(self) -> Family {
                match self { $(EventType::$variant => Family::$family),* }
            }
        }
    };
}

event_types! {
    Capture "capture" Territory,
    Advance "advance" Territory,
    Withdraw "withdraw" Territory,
    Hold "hold" Territory,
    Deploy "deploy" Territory,
    Siege "siege" Territory,
    Offensive "offensive" Violence,
    Clash "clash" Violence,
    Bombing "bombing" Violence,
    Airstrike "airstrike" Violence,
    Shelling "shelling" Violence,
    AttackCivilians "attack_civilians" Violence,
    Destroy "destroy" Violence,
    Killed "killed" Casualties,
    Injured "injured" Casualties,
    Missing "missing" Casualties,
    Displaced "displaced" Displacement,
    Detained "detained" Other,
    Freed "freed" Other,
    Protest "protest" Other,
    Close "close" Other,
    Open "open" Other,
    Meet "meet" Talks,
    Agree "agree" Talks,
    Call "call" Calls,
    Condemn "condemn" Calls,
    Accuse "accuse" Calls,
    Threaten "threaten" Calls,
    Support "support" Calls,
    Reject "reject" Calls,
    Monitor "monitor" Calls,
}

impl EventType {
    /// Speech acts: the speaker is the actor and the origin.
    pub fn is_speech_act(self) -> bool {
        self.family() == Family::Calls
    }

    /// Types whose number counts people.
    pub fn counts_people(self) -> bool {
        matches!(self, EventType::Killed | EventType::Injured | EventType::Missing | EventType::Displaced | EventType::Detained | EventType::Freed)
    }
}
