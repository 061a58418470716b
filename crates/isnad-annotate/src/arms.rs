//! Arms without a nation are those of the forces told of last.

use crate::mention::Reader;
use isnad_model::{EntityKind, EntityRef};

/// Under this key the forces of a nation named last are remembered.
const LAST_FORCE: &str = "@force";

impl Reader<'_, '_> {
    /// Remembers the forces of a nation that are told with its adjective.
    pub(crate) fn tell_of_force(&self, force: &EntityRef) {
        if force.kind == EntityKind::Force {
            self.context.introduce(LAST_FORCE, force);
        }
    }

    /// `رد الجيش التركي، وقصفت المدفعية`: artillery and aircraft by themselves are of the nation whose forces were told of last.
    pub(crate) fn owner_of_arms(&self, at: usize, body: u32) -> Option<u32> {
        let row = &self.context.pack.bodies[body as usize];
        let head = self.noun(at).map_or("", |(id, _)| self.context.pack.nouns[id as usize].sub.as_str());
        let arms = row.kind == EntityKind::Force && matches!(head, "artillery" | "air" | "airforce" | "drone");
        let last = self.context.introduced(LAST_FORCE).filter(|_| arms)?;
        self.country_of(&last).and_then(|country| self.context.pack.country_by_id.get(&*country).copied())
    }
}
