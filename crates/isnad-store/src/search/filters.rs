//! A query as a statement of either database.

use super::Reach;
use super::query::{Filter, Query, Term, What};
use crate::analysis::{Word, other_cuts, tokens_behind_clitics, tokens_of};
use crate::generation::CURRENT;
use crate::sql::Value;
use std::collections::BTreeMap;

/// Conditions with their values, numbered as they come.
#[derive(Default)]
pub(super) struct Conditions {
    pub(super) values: Vec<Value>,
}

const COLUMNS: &str = "a.id, a.document, a.article_id, a.outlet, a.title, a.published_as";

impl Conditions {
    fn value(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// BM25, with a title's word worth eight of the text's.
    pub(super) fn sqlite(&mut self, query: &Query, reach: Reach, limit: usize) -> String {
        let between = if reach == Reach::Some { " OR " } else { " AND " };
        let positive = expression(query.terms.iter().filter(|term| !term.without), between, |term| sqlite_term(term, reach));
        let negative = expression(query.terms.iter().filter(|term| term.is_excluded_by_index()), " OR ", |term| sqlite_term(term, reach));
        if positive.is_empty() {
            let filters = self.filters(query);
            let without = self.without_sqlite(&negative);
            let limit = self.value(Value::size(limit));
            return format!(
                "SELECT {COLUMNS}, CAST(1 AS REAL) FROM article a WHERE a.generation = ({CURRENT}){filters}{without} ORDER BY a.published DESC, a.id LIMIT {limit}"
            );
        }
        let whole = if negative.is_empty() { positive } else { format!("({positive}) NOT ({negative})") };
        let mark = self.value(Value::Text(whole));
        let filters = self.filters(query);
        let limit = self.value(Value::size(limit));
        // A search without filters is ranked inside the index, before articles are looked up; where another generation grows beside
        // the current one, what it holds would take places there.
        let inner = if filters.is_empty() {
            format!("ORDER BY rank LIMIT CASE (SELECT COUNT(*) FROM generation WHERE current_until IS NULL) WHEN 1 THEN {limit} ELSE -1 END")
        } else {
            String::new()
        };
        format!(
            "SELECT {COLUMNS}, -s.score FROM (SELECT rowid AS id, rank AS score FROM search WHERE search MATCH {mark} \
             AND rank MATCH 'bm25(8.0, 1.0, 0.7)' {inner}) s JOIN article a ON a.id = s.id WHERE a.generation = ({CURRENT}){filters} \
             ORDER BY s.score, a.article_id LIMIT {limit}"
        )
    }

    fn without_sqlite(&mut self, negative: &str) -> String {
        if negative.is_empty() {
            return String::new();
        }
        let mark = self.value(Value::Text(negative.to_owned()));
        format!(" AND a.id NOT IN (SELECT rowid FROM search WHERE search MATCH {mark})")
    }

    /// Cover density, by term and article, since an article may have several chunks.
    pub(super) fn postgres(&mut self, query: &Query, reach: Reach, limit: usize) -> String {
        let asked: Vec<String> = query.terms.iter().filter(|term| !term.without).map(|term| format!("({})", postgres_term(term, reach))).collect();
        let excluded = query.terms.iter().filter(|term| term.is_excluded_by_index());
        let excluded: Vec<String> = excluded.map(|term| self.postgres_saying(postgres_term(term, reach))).collect();
        let any = asked.join(" | ");
        let (with, from, without, score) = match asked.len() {
            0 => {
                let without: String = excluded.iter().map(|articles| format!(" AND a.id NOT IN ({articles})")).collect();
                (String::new(), "article a", without, "CAST(1 AS DOUBLE PRECISION)".to_owned())
            }
            1 if excluded.is_empty() && query.filters.is_empty() && query.excluded.is_empty() => return self.postgres_one(any, limit),
            _ => {
                let terms = if reach == Reach::Some { vec![any.clone()] } else { asked };
                let all: Vec<String> = terms.into_iter().map(|term| self.postgres_saying(term)).collect();
                let less: String = excluded.iter().map(|articles| format!(" EXCEPT {articles}")).collect();
                // The index is asked first and by itself, whatever the server thinks of tables that it has not counted yet.
                let with = format!("WITH found AS MATERIALIZED ({}{less}) ", all.join(" INTERSECT "));
                let mark = self.value(Value::Text(any));
                let score = format!("(SELECT {} FROM search r WHERE r.article = a.id)", postgres_rank(&mark));
                (with, "found f JOIN article a ON a.id = f.article", String::new(), score)
            }
        };
        let filters = self.filters(query);
        let limit = self.value(Value::size(limit));
        format!(
            "{with}SELECT {COLUMNS}, {score} AS score FROM {from} WHERE a.generation = ({CURRENT}){without}{filters} \
             ORDER BY score DESC, a.published DESC, a.article_id LIMIT {limit}"
        )
    }

    /// The articles that say what a text query asks.
    fn postgres_saying(&mut self, query: String) -> String {
        format!("SELECT DISTINCT s.article FROM search s WHERE s.tokens @@ CAST({} AS tsquery)", self.value(Value::Text(query)))
    }

    /// One term alone may stand in most articles: they are ranked as the index gives them.
    fn postgres_one(&mut self, query: String, limit: usize) -> String {
        let mark = self.value(Value::Text(query));
        let limit = self.value(Value::size(limit));
        format!(
            "SELECT {COLUMNS}, s.score FROM (SELECT r.article, {} AS score FROM search r WHERE r.tokens @@ CAST({mark} AS tsquery) GROUP BY r.article) s \
             JOIN article a ON a.id = s.article WHERE a.generation = ({CURRENT}) ORDER BY s.score DESC, a.published DESC, a.article_id LIMIT {limit}",
            postgres_rank(&mark)
        )
    }

    /// What the article must be, and what one of its claims must be: the same claim for all that is asked of claims.
    fn filters(&mut self, query: &Query) -> String {
        let mut conditions = self.of_article(&query.filters);
        // An index finds these, before claims are looked at one by one.
        let names: Vec<String> = query.filters.iter().filter_map(|filter| self.names(filter)).collect();
        let of_claims = query.filters.iter().filter(|filter| filter.is_of_claim()).count();
        if of_claims > names.len() || names.len() > 1 {
            conditions.extend(some_claim(&self.of_claim(&query.filters)));
        }
        conditions.extend(names);
        for filter in &query.excluded {
            let of_claim = some_claim(&self.of_claim(std::slice::from_ref(filter)));
            let of_article = self.of_article(std::slice::from_ref(filter));
            conditions.extend(of_article.into_iter().chain(of_claim).map(|condition| format!("NOT ({condition})")));
        }
        conditions.iter().map(|condition| format!(" AND {condition}")).collect()
    }

    /// The claims of `articles` that are what is asked of claims, in order.
    pub(super) fn claims(&mut self, articles: &[i64], filters: &[Filter]) -> String {
        let marks: Vec<String> = articles.iter().map(|article| self.value(Value::Int(*article))).collect();
        let conditions: String = self.of_claim(filters).iter().map(|condition| format!(" AND {condition}")).collect();
        format!(
            "SELECT c.article, c.claim_id, c.event_type, c.polarity, c.modality, c.from_byte, c.to_byte FROM claim c \
             WHERE c.article IN ({}){conditions} ORDER BY c.article, c.n",
            marks.join(", ")
        )
    }

    /// Conditions on the article `a`.
    fn of_article(&mut self, filters: &[Filter]) -> Vec<String> {
        let mut out = self.columns(filters, "a");
        for filter in filters {
            match filter {
                // The day that the page gives, where it was that day.
                Filter::Since(day) => out.push(format!("a.published_as >= {}", self.value(Value::text(day)))),
                // Every time of that day sorts before this.
                Filter::Until(day) => out.push(format!("a.published_as <= {}", self.value(Value::Text(format!("{day}T99"))))),
                _ => {}
            }
        }
        out
    }

    /// Conditions on the claim `c`.
    fn of_claim(&mut self, filters: &[Filter]) -> Vec<String> {
        let mut out = self.columns(filters, "c");
        let statuses = filters.iter().filter_map(|filter| if let Filter::Status(status) = filter { Some(status.as_str()) } else { None });
        if let Some(status) = self.one_of("e.status", statuses.collect()) {
            out.push(format!("EXISTS (SELECT 1 FROM event_claim x JOIN event e ON e.id = x.event WHERE x.claim_id = c.claim_id AND {status})"));
        }
        for filter in filters {
            if let Some((name, role)) = self.name(filter) {
                out.push(format!(
                    "EXISTS (SELECT 1 FROM claim_name cn JOIN name n ON n.id = cn.name WHERE cn.article = c.article AND cn.n = c.n AND {role} AND {name})"
                ));
            }
        }
        out
    }

    /// Conditions on columns of `table`, each of which has one value; a field that is given twice asks for either.
    fn columns(&mut self, filters: &[Filter], table: &str) -> Vec<String> {
        let mut asked: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (column, value) in filters.iter().filter_map(Filter::column).filter(|(column, _)| column.starts_with(table)) {
            asked.entry(column).or_default().push(value);
        }
        asked.into_iter().filter_map(|(column, values)| self.one_of(column, values)).collect()
    }

    fn one_of(&mut self, column: &str, values: Vec<&str>) -> Option<String> {
        let marks: Vec<String> = values.into_iter().map(|value| self.value(Value::text(value))).collect();
        (!marks.is_empty()).then(|| format!("{column} IN ({})", marks.join(", ")))
    }

    /// Articles with a claim that names what a filter names.
    fn names(&mut self, filter: &Filter) -> Option<String> {
        let (name, role) = self.name(filter)?;
        Some(format!("a.id IN (SELECT cn.article FROM name n JOIN claim_name cn ON cn.name = n.id AND {role} WHERE {name})"))
    }

    /// What a filter asks of the name `n`, and of its role in `cn`.
    fn name(&mut self, filter: &Filter) -> Option<(String, String)> {
        let Filter::Name { role, id, key } = filter else { return None };
        let (role, id, key) = (self.value(Value::text(role)), self.value(Value::text(id)), self.value(Value::text(key)));
        Some((format!("(n.ref = {id} OR n.key_ar = {key} OR n.key_en = {key})"), format!("cn.role = {role}")))
    }
}

/// That some claim of the article is all of that.
fn some_claim(conditions: &[String]) -> Option<String> {
    (!conditions.is_empty()).then(|| format!("EXISTS (SELECT 1 FROM claim c WHERE c.article = a.id AND {})", conditions.join(" AND ")))
}

/// How well chunks `r` of an article say a query; a title's word is worth eight of the text's.
fn postgres_rank(query: &str) -> String {
    format!("CAST(MAX(ts_rank('{{0.12, 0.2, 0.4, 1.0}}', r.tokens, CAST({query} AS tsquery), 1)) AS DOUBLE PRECISION)")
}

fn expression<'q>(terms: impl Iterator<Item = &'q Term>, between: &str, of: impl Fn(&'q Term) -> String) -> String {
    terms.map(|term| format!("({})", of(term))).collect::<Vec<_>>().join(between)
}

/// Every form under which a word may be indexed; with `loose` also what remains when its first letter is a clitic.
fn forms(word: &Word, loose: bool) -> Vec<String> {
    let mut forms = vec![word.stem.clone(), word.base.clone(), word.exact.clone()];
    if loose {
        forms.extend(other_cuts(word));
    }
    forms.sort();
    forms.dedup();
    forms
}

/// Rows of tokens of a phrase, beyond which only its words are looked for.
const MOST_ROWS: usize = 100;

/// A phrase in each way in which its tokens may follow each other; nothing when there are too many. Whether the very words stand
/// there is seen in the text.
fn rows(words: &[Word]) -> Option<Vec<Vec<String>>> {
    let mut rows = vec![Vec::new()];
    for (at, word) in words.iter().enumerate() {
        let mut tokens = tokens_of(word);
        if at == 0 {
            tokens.extend(tokens_behind_clitics(word));
        }
        if rows.len() * tokens.len() > MOST_ROWS {
            return None;
        }
        let with = |row: &Vec<String>, token: &String| row.iter().chain([token]).cloned().collect();
        rows = rows.iter().flat_map(|row| tokens.iter().map(move |token| with(row, token))).collect();
    }
    Some(rows)
}

/// A phrase as an expression of a database: `row` writes tokens that follow each other, `word` the forms of one.
fn phrase(words: &[Word], (and, or): (&str, &str), row: impl Fn(Vec<String>) -> String, word: impl Fn(Vec<String>) -> String) -> String {
    match rows(words) {
        Some(rows) => rows.into_iter().map(row).collect::<Vec<_>>().join(or),
        None => words.iter().map(|one| format!("({})", word(forms(one, true)))).collect::<Vec<_>>().join(and),
    }
}

/// Tokens are letters and digits only, so quotation marks are safe.
fn sqlite_term(term: &Term, reach: Reach) -> String {
    let any = |forms: Vec<String>| forms.iter().map(|form| format!("\"{form}\"")).collect::<Vec<_>>().join(" OR ");
    match &term.what {
        What::Word(word) => any(forms(word, reach != Reach::Words)),
        What::Prefix(word) => format!("\"{}\" * OR \"{}\" *", word.base, word.exact),
        What::Phrase(words) => phrase(words, (" AND ", " OR "), |row| format!("\"{}\"", row.join(" ")), any),
    }
}

fn postgres_term(term: &Term, reach: Reach) -> String {
    let any = |forms: Vec<String>| forms.iter().map(|form| format!("'{form}'")).collect::<Vec<_>>().join(" | ");
    match &term.what {
        What::Word(word) => any(forms(word, reach != Reach::Words)),
        What::Prefix(word) => format!("'{}':* | '{}':*", word.base, word.exact),
        // One row apart from the other: within one, a token that has no position (another cut of a word) would hide the others.
        What::Phrase(words) => {
            let row = |row: Vec<String>| format!("({})", row.iter().map(|token| format!("'{token}'")).collect::<Vec<_>>().join(" <-> "));
            phrase(words, (" & ", " | "), row, any)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_give_is_never_part_of_a_statement() {
        let query = Query::parse("\"x') OR 1=1 --\" a'b place:\"'; DROP TABLE document\" outlet:'").unwrap();
        for statement in [Conditions::sqlite, Conditions::postgres] {
            let mut conditions = Conditions::default();
            let text = statement(&mut conditions, &query, Reach::Cuts, 10);
            assert!(!text.contains("DROP") && !text.contains("1=1"), "{text}");
            assert!(text.matches('$').count() >= conditions.values.len());
        }
    }
}
