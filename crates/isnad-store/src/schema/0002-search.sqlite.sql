-- Analysed words by article: `more` holds other cuts of words whose clitics the script leaves open.
CREATE VIRTUAL TABLE search USING fts5 (title, body, more, content = '', contentless_delete = 1, tokenize = 'ascii');
