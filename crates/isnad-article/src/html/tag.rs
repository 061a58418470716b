//! The elements of HTML that the reading of a page tells apart.

use super::marks::{Marks, tag_marks};

macro_rules! tags {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// An element's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Tag { Root, $($variant,)* InlineOther, Other }

        impl Tag {
            /// How many there are.
            pub const COUNT: usize = Tag::Other as usize + 1;

            /// The element that a lower-case name stands for.
            pub fn of(name: &[u8]) -> Tag {
                match name {
                    $($name => Tag::$variant,)*
                    b"abbr" | b"acronym" | b"bdi" | b"bdo" | b"big" | b"blink" | b"code" | b"data" | b"del" | b"dfn" | b"ins" | b"kbd"
                    | b"label" | b"mark" | b"nobr" | b"q" | b"rp" | b"rt" | b"ruby" | b"s" | b"samp" | b"strike" | b"sub" | b"sup" | b"tt" | b"u"
                    | b"var" | b"amp-timeago" => Tag::InlineOther,
                    // Unknown names without a hyphen (`o:p`, `st1:city`) are inline, as browsers show them.
                    name if !name.contains(&b'-') && name.contains(&b':') => Tag::InlineOther,
                    _ => Tag::Other,
                }
            }

            /// Its name; empty for elements that are not told apart.
            pub fn name(self) -> &'static str {
                match self {
                    $(Tag::$variant => std::str::from_utf8($name).unwrap_or(""),)*
                    Tag::Root | Tag::InlineOther | Tag::Other => "",
                }
            }
        }
    };
}

tags! {
    A = b"a", Address = b"address", Article = b"article", Aside = b"aside", Audio = b"audio", B = b"b", Blockquote = b"blockquote", Body = b"body",
    Br = b"br", Button = b"button", Canvas = b"canvas", Caption = b"caption", Center = b"center", Cite = b"cite", Dd = b"dd", Details = b"details", Dialog = b"dialog",
    Div = b"div", Dl = b"dl", Dt = b"dt", Em = b"em", Embed = b"embed", Fieldset = b"fieldset", Figcaption = b"figcaption", Figure = b"figure",
    Font = b"font", Footer = b"footer", Form = b"form", H1 = b"h1", H2 = b"h2", H3 = b"h3", H4 = b"h4", H5 = b"h5", H6 = b"h6", Head = b"head",
    Header = b"header", Hr = b"hr", Html = b"html", I = b"i", Iframe = b"iframe", Img = b"img", Input = b"input", Li = b"li", Link = b"link",
    Main = b"main", Marquee = b"marquee", Math = b"math", Menu = b"menu", Meta = b"meta", Nav = b"nav", Noscript = b"noscript", Ol = b"ol",
    Option = b"option", P = b"p", Picture = b"picture", Pre = b"pre", Script = b"script", Section = b"section", Select = b"select", Small = b"small",
    Source = b"source", Span = b"span", Strong = b"strong", Style = b"style", Summary = b"summary", Svg = b"svg", Table = b"table", Tbody = b"tbody",
    Td = b"td", Template = b"template", Textarea = b"textarea", Th = b"th", Thead = b"thead", Time = b"time", Title = b"title", Tr = b"tr",
    Track = b"track", Ul = b"ul", Video = b"video", Wbr = b"wbr",
}

impl Tag {
    /// Whether it stands in the middle of a line.
    pub fn is_inline(self) -> bool {
        use Tag::*;
        matches!(self, A | B | Cite | Em | Font | I | Small | Span | Strong | Time | Wbr | Img | Input | Picture | Source | Track | InlineOther)
    }

    /// Whether it has no end.
    pub fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Br | Embed | Hr | Img | Input | Link | Meta | Source | Track | Wbr)
    }

    /// Whether its content is no text of the page.
    pub fn is_skipped(self) -> bool {
        use Tag::*;
        matches!(self, Iframe | Math | Noscript | Script | Style | Svg | Template)
    }

    /// Whether its start ends an open paragraph.
    pub fn ends_paragraph(self) -> bool {
        use Tag::*;
        self.is_heading()
            || matches!(
                self,
                Address | Article | Aside | Blockquote | Center | Dd | Details | Dialog | Div | Dl | Dt | Fieldset | Figcaption | Figure | Footer
            )
            || matches!(self, Form | Header | Hr | Li | Main | Menu | Nav | Ol | P | Pre | Section | Summary | Table | Ul)
    }

    /// `h1` to `h6`.
    pub fn is_heading(self) -> bool {
        use Tag::*;
        matches!(self, H1 | H2 | H3 | H4 | H5 | H6)
    }

    /// Whether its end may close what a cell left open.
    pub fn is_of_table(self) -> bool {
        use Tag::*;
        matches!(self, Table | Tbody | Thead | Tr | Td | Th | Caption)
    }

    /// What it says of its content by itself.
    pub fn marks(self) -> Marks {
        tag_marks(self)
    }
}

/// Elements that an implied end does not reach out of.
pub fn implied_end_scope(tag: Tag) -> &'static [Tag] {
    use Tag::*;
    match tag {
        Li => &[Ul, Ol, Menu, Table],
        Dt | Dd => &[Dl, Table],
        Tr => &[Table],
        Td | Th => &[Tr, Table],
        _ => &[Td, Th, Table, Button],
    }
}
