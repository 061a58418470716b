//! Sides that a page calls by a word of its own: `المتمردون`, `الاحتلال`, and whose word that is.

use crate::item::Mention;
use crate::lookup::Hit;
use crate::mention::{Reader, bare, class_of};
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;

impl Reader<'_, '_> {
    /// `المتمردون`, `التحالف` in an article about Yemen: the side of that country that the label tables call so.
    pub(crate) fn side(&self, at: usize, hit: Hit) -> Option<(Mention, usize)> {
        let pack = self.context.pack;
        let found = self.block.hits[at]
            .iter()
            .filter(|other| other.len >= hit.len && at + other.len <= self.end && other.clitics.article)
            .filter_map(|other| {
                let Sense::Label(id) = other.sense else { return None };
                let actor = &*pack.labels[id as usize].actor;
                let known = pack.entity_by_id.get(actor).copied();
                let country = known.map_or(actor, |known| &*pack.entities[known as usize].country);
                let rank = self.context.rank(country);
                (rank < 2).then_some((known, pack.country_by_id.get(country).copied(), rank, *other))
            });
        let (actor, country, _, hit) = found.min_by_key(|(_, _, rank, hit)| (std::cmp::Reverse(hit.len), *rank))?;
        let surface = self.surface(at, at + hit.len, hit.clitics);
        let entity = match actor {
            Some(known) => self.entity(known, surface, at, at + hit.len),
            None => self.state(country?, at, hit),
        };
        let mut mention = bare(class_of(entity.kind));
        mention.definite = true;
        mention.entity = Some(entity);
        Some((mention, at + hit.len))
    }

    pub(crate) fn label(&self, at: usize) -> Option<(Mention, usize)> {
        let (id, hit) = self.best(at, |sense| if let Sense::Label(id) = sense { Some(id) } else { None })?;
        let row = &self.context.pack.labels[id as usize];
        if let Some(found) = self.label_of_another(at, &row.actor, hit) {
            return Some(found);
        }
        let surface = self.surface(at, at + hit.len, hit.clitics);
        let entity = match self.context.pack.entity_by_id.get(row.actor.as_str()) {
            Some(&known) => self.entity(known, surface, at, at + hit.len),
            // A judgment as an adjective (`الإرهابية`) names nobody.
            None if !["ون", "ين", "ان"].iter().any(|ending| surface.ends_with(ending)) => return None,
            None => self.unknown(&surface, "label", EntityKind::Force, at, at + hit.len),
        };
        let mut mention = bare(class_of(entity.kind));
        mention.entity = Some(entity);
        mention.definite = hit.clitics.article;
        Some((mention, at + hit.len))
    }

    /// `الاحتلال الروسي`: a label with the adjective of another country than its own names that country's forces.
    pub(crate) fn label_of_another(&self, at: usize, actor: &str, hit: Hit) -> Option<(Mention, usize)> {
        let pack = self.context.pack;
        let own = pack.entity_by_id.get(actor).map(|id| &*pack.entities[*id as usize].country)?;
        let (country, adjective) = self.best(at + hit.len, |sense| if let Sense::Nationality(id) = sense { Some(id) } else { None })?;
        let plain = adjective.clitics.article && !adjective.clitics.conjunction && adjective.clitics.preposition.is_none();
        if !plain || own.is_empty() || *pack.countries[country as usize].id == *own {
            return None;
        }
        let end = at + hit.len + adjective.len;
        let mut mention = bare(NounClass::Force);
        mention.definite = true;
        mention.entity =
            Some(EntityRef { surface: self.surface(at, end, hit.clitics), span: self.span(at, end), ..self.forces_of(country, at, hit) });
        Some((mention, end))
    }
}
