//! Values in and out of statements, and rows by the dozen.

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Row};

/// A value of a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    NoInt,
    NoText,
    NoBytes,
}

impl Value {
    /// A text; PostgreSQL keeps no NUL in one.
    pub(crate) fn text(text: &str) -> Value {
        Value::Text(if text.contains('\0') { text.replace('\0', "\u{FFFD}") } else { text.to_owned() })
    }

    pub(crate) fn bytes(bytes: &[u8]) -> Value {
        Value::Bytes(bytes.to_vec())
    }

    pub(crate) fn maybe_text(text: Option<&str>) -> Value {
        text.map_or(Value::NoText, Value::text)
    }

    pub(crate) fn size(size: usize) -> Value {
        Value::Int(i64::try_from(size).unwrap_or(i64::MAX))
    }

    pub(crate) fn maybe_size(size: Option<usize>) -> Value {
        size.map_or(Value::NoInt, Value::size)
    }
}

/// The statement with its values. Its text is ours; what users give comes only as values.
pub(crate) fn query(text: &str, values: Vec<Value>) -> Query<'_, Any, AnyArguments> {
    let query = sqlx::query(AssertSqlSafe(text.to_owned()));
    values.into_iter().fold(query, |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Bytes(value) => query.bind(value),
        Value::NoInt => query.bind(None::<i64>),
        Value::NoText => query.bind(None::<String>),
        Value::NoBytes => query.bind(None::<Vec<u8>>),
    })
}

/// The whole number in a column; 0 where there is none.
pub(crate) fn int(row: &AnyRow, column: usize) -> i64 {
    row.try_get::<Option<i64>, _>(column).ok().flatten().unwrap_or(0)
}

/// The count in a column; 0 where there is none.
pub(crate) fn count(row: &AnyRow, column: usize) -> usize {
    usize::try_from(int(row, column)).unwrap_or(0)
}

/// The size in a column, that something is not to unpack beyond; what is no size is refused as too large.
pub(crate) fn size(row: &AnyRow, column: usize) -> usize {
    usize::try_from(int(row, column)).unwrap_or(usize::MAX)
}

pub(crate) fn maybe_int(row: &AnyRow, column: usize) -> Option<i64> {
    row.try_get::<Option<i64>, _>(column).ok().flatten()
}

/// The text in a column; empty where there is none.
pub(crate) fn text(row: &AnyRow, column: usize) -> String {
    maybe_text(row, column).unwrap_or_default()
}

pub(crate) fn maybe_text(row: &AnyRow, column: usize) -> Option<String> {
    row.try_get::<Option<String>, _>(column).ok().flatten()
}

/// The bytes in a column; none where there are none.
pub(crate) fn bytes(row: &AnyRow, column: usize) -> Vec<u8> {
    row.try_get::<Option<Vec<u8>>, _>(column).ok().flatten().unwrap_or_default()
}

/// The bytes in a column, where there are any.
pub(crate) fn maybe_bytes(row: &AnyRow, column: usize) -> Option<Vec<u8>> {
    row.try_get::<Option<Vec<u8>>, _>(column).ok().flatten()
}

/// `$1, $2, …` for so many values, counted from `first`.
pub(crate) fn marks(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// Rows for one table, to be inserted many at a time.
pub(crate) struct Rows {
    start: String,
    end: &'static str,
    columns: usize,
    cast: Option<(usize, &'static str)>,
    values: Vec<Value>,
}

/// Rows in one statement: powers of two from here down, so that few statements need be prepared.
const MOST: usize = 64;

impl Rows {
    /// For the `columns` of `table`; `end` follows the values (`ON CONFLICT DO NOTHING`).
    pub(crate) fn new(table: &str, columns: &[&str], end: &'static str) -> Rows {
        Rows { start: format!("INSERT INTO {table} ({}) VALUES ", columns.join(", ")), end, columns: columns.len(), cast: None, values: Vec::new() }
    }

    /// With the values of one column cast to a type.
    pub(crate) fn cast(self, column: usize, to: &'static str) -> Rows {
        Rows { cast: Some((column, to)), ..self }
    }

    pub(crate) fn push<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.columns);
        self.values.extend(row);
    }

    pub(crate) fn extend(&mut self, row: Vec<Value>) {
        debug_assert_eq!(row.len(), self.columns);
        self.values.extend(row);
    }

    /// The statements that insert all rows.
    pub(crate) fn statements(self) -> Vec<(String, Vec<Value>)> {
        let mut out = Vec::new();
        let mut values = self.values.into_iter();
        let mut left = values.len() / self.columns;
        while left > 0 {
            let count = if left >= MOST { MOST } else { 1 << left.ilog2() };
            let mark = |i: usize, column: usize| match self.cast {
                Some((at, to)) if at == column => format!("CAST(${} AS {to})", i * self.columns + column + 1),
                _ => format!("${}", i * self.columns + column + 1),
            };
            let row = |i: usize| format!("({})", (0..self.columns).map(|column| mark(i, column)).collect::<Vec<_>>().join(", "));
            let rows: Vec<String> = (0..count).map(row).collect();
            out.push((format!("{}{} {}", self.start, rows.join(", "), self.end), values.by_ref().take(count * self.columns).collect()));
            left -= count;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_in_by_powers_of_two_and_none_is_left_out() {
        let mut rows = Rows::new("t", &["a", "b"], "");
        for n in 0..71 {
            rows.push([Value::Int(n), Value::text("a\0")]);
        }
        let statements = rows.statements();
        let sizes: Vec<usize> = statements.iter().map(|(_, values)| values.len() / 2).collect();
        assert_eq!(sizes, [64, 4, 2, 1]);
        assert_eq!(statements[3].0.trim(), "INSERT INTO t (a, b) VALUES ($1, $2)");
        assert_eq!(statements[3].1, [Value::Int(70), Value::Text("a\u{FFFD}".into())]);
    }
}
