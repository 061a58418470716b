//! What a query names that the store does not hold: mostly a slip of the pen, which finds nothing and looks like an answer.

use super::query::{Filter, Query};
use crate::error::{Result, complain};
use crate::generation::CURRENT;
use crate::sql::{self, Value};
use crate::store::Store;
use isnad_model::Diagnostic;

/// Outlets that a hint names.
const SHOWN: usize = 12;

impl Store {
    /// A warning for each outlet, place, actor, target and source that a filter of `query` names and nothing here bears.
    pub async fn unheard_of(&self, query: &Query) -> Result<Vec<Diagnostic>> {
        let mut out = Vec::new();
        for filter in query.filters.iter().chain(&query.excluded) {
            out.extend(match filter {
                Filter::Outlet(id) => self.unknown_outlet(id).await?,
                Filter::Name { role, id, key } => self.unknown_name(role, id, key).await?,
                _ => None,
            });
        }
        Ok(out)
    }

    async fn unknown_outlet(&self, id: &str) -> Result<Option<Diagnostic>> {
        let text = format!("SELECT 1 FROM article WHERE generation = ({CURRENT}) AND outlet = $1 LIMIT 1");
        if !self.all(&text, vec![Value::text(id)]).await?.is_empty() {
            return Ok(None);
        }
        let text = format!(
            "SELECT outlet FROM article WHERE generation = ({CURRENT}) AND outlet <> '' GROUP BY outlet ORDER BY COUNT(*) DESC, 1 LIMIT {SHOWN}"
        );
        let known: Vec<String> = self.all(&text, vec![]).await?.iter().map(|row| sql::text(row, 0)).collect();
        let hint = match known.as_slice() {
            [] => "the store holds no article of a known outlet".to_owned(),
            known => format!("the outlets are: {}; `isnad stats` counts them", known.join(", ")),
        };
        Ok(Some(complain("N0753", format!("outlet:{id}"), "nothing here is of such an outlet", hint)))
    }

    async fn unknown_name(&self, role: &str, id: &str, key: &str) -> Result<Option<Diagnostic>> {
        let text = "SELECT 1 FROM name n JOIN claim_name cn ON cn.name = n.id AND cn.role = $1 \
                    WHERE n.ref = $2 OR n.key_ar = $3 OR n.key_en = $3 LIMIT 1";
        let known = !self.all(text, vec![Value::text(role), Value::text(id), Value::text(key)]).await?.is_empty();
        let hint = "give its whole name in Arabic or English, or its id; to find a word anywhere, leave the field out";
        Ok((!known).then(|| complain("N0753", format!("{role}:{id}"), format!("no claim here has such a {role}"), hint)))
    }
}
