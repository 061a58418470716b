//! The description of the API, made from the table of resources and the shapes of the answers.

use super::resources::{FILTERS, RESOURCES, Resource};
use super::schema;
use crate::post::{Kept, Receipt, Rejected};
use crate::problem::Problem;
use std::sync::OnceLock;
use utoipa::openapi::path::{HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, Content, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, PathsBuilder, Ref, RefOr, Required, Response,
    ResponseBuilder,
};
use utoipa::{PartialSchema, ToSchema};

/// The description as it is served and committed.
pub fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| document().to_pretty_json().unwrap_or_default() + "\n")
}

fn document() -> OpenApi {
    let mut paths = PathsBuilder::new();
    for resource in &RESOURCES {
        let mut item = PathItem::new(HttpMethod::Get, list(resource));
        if resource.name == "articles" {
            item.post = Some(post());
        }
        paths = paths.path(format!("/v1/{}", resource.name), item);
        if resource.one.is_some() {
            paths = paths.path(format!("/v1/{}/{{id}}", resource.name), PathItem::new(HttpMethod::Get, one(resource)));
        }
    }
    paths = paths.path("/v1", PathItem::new(HttpMethod::Get, contents()));
    paths = paths.path("/v1/record", PathItem::new(HttpMethod::Get, record()));
    paths = paths.path("/v1/stream", PathItem::new(HttpMethod::Get, stream()));
    let about = "What the desk shows, as JSON and CSV. Reading needs nothing; sending articles needs a token, and a desk that takes them. `as_of` and `without` work everywhere. Lists are paged: `next` of one page is `cursor` of the following.";
    let info = InfoBuilder::new().title("Isnad").version("1").description(Some(about)).license(Some(license()));
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components())).build()
}

fn license() -> utoipa::openapi::License {
    let mut license = utoipa::openapi::License::new("Apache-2.0 OR MIT");
    license.identifier = Some("Apache-2.0 OR MIT".into());
    license
}

macro_rules! with_schemas {
    ($components:expr, $($name:ident),*) => {{
        let mut components = $components;
        $(
            let mut inner: Vec<(String, RefOr<Schema>)> = Vec::new();
            <schema::$name as ToSchema>::schemas(&mut inner);
            components = components.schema(stringify!($name), <schema::$name as PartialSchema>::schema());
            for (name, schema) in inner {
                components = components.schema(name, schema);
            }
        )*
        components
    }};
}

fn components() -> utoipa::openapi::Components {
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = ComponentsBuilder::new()
        .schema("Problem", Problem::schema())
        .schema("Receipt", Receipt::schema())
        .schema("Kept", Kept::schema())
        .schema("Rejected", Rejected::schema())
        .security_scheme("token", bearer);
    let mut components = with_schemas!(
        components,
        Story,
        Event,
        Claim,
        Article,
        Notice,
        ArticleText,
        Contradiction,
        Figure,
        Control,
        Framing,
        Source,
        TimelineDay,
        CopyEdge,
        Watch,
        Contents
    );
    for resource in &RESOURCES {
        components = components.schema(page_name(resource), page(resource));
    }
    components.build()
}

fn page_name(resource: &Resource) -> String {
    format!("{}Page", resource.schema)
}

fn page(resource: &Resource) -> Schema {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let nullable = || ObjectBuilder::new().schema_type(utoipa::openapi::schema::SchemaType::from_iter([Type::String, Type::Null]));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .property("items", ArrayBuilder::new().items(Ref::from_schema_name(resource.schema)))
        .required("items")
        .property("total", ObjectBuilder::new().schema_type(Type::Integer))
        .required("total")
        .property("next", nullable())
        .required("next")
        .property("as_of", nullable())
        .required("as_of")
        .property("without", ArrayBuilder::new().items(text()))
        .required("without")
        .into()
}

fn parameter(name: &str, about: &str, place: ParameterIn, kind: Type) -> Parameter {
    let required = if place == ParameterIn::Path { Required::True } else { Required::False };
    ParameterBuilder::new()
        .name(name)
        .description(Some(about))
        .parameter_in(place)
        .required(required)
        .schema(Some(ObjectBuilder::new().schema_type(kind)))
        .build()
}

fn shared() -> Vec<Parameter> {
    let list = ArrayBuilder::new().items(ObjectBuilder::new().schema_type(Type::String)).max_items(Some(8));
    vec![
        parameter(
            "as_of",
            "Only what had been published by then: 2024-12-07 or 2024-12-07T09:30, with +03:00 or Z if need be",
            ParameterIn::Query,
            Type::String,
        ),
        ParameterBuilder::new()
            .name("without")
            .description(Some("What is left without this source: an id or any name; may be repeated"))
            .parameter_in(ParameterIn::Query)
            .schema(Some(list))
            .build(),
    ]
}

fn responses(operation: OperationBuilder, content: Vec<(&str, Content)>, codes: &[&str]) -> OperationBuilder {
    let mut ok = ResponseBuilder::new().description("as asked");
    for (kind, body) in content {
        ok = ok.content(kind, body);
    }
    let problem = |what: &str| -> Response {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        ResponseBuilder::new().description(what).content("application/problem+json", content).build()
    };
    let mut operation = operation.response("200", ok).response("304", ResponseBuilder::new().description("unchanged"));
    for code in codes {
        operation = operation.response(
            *code,
            problem(if *code == "404" {
                "nothing by that id"
            } else if *code == "400" {
                "a parameter cannot be read"
            } else {
                "at a bound"
            }),
        );
    }
    operation
}

fn body(schema: &str) -> Content {
    ContentBuilder::new().schema(Some(Ref::from_schema_name(schema))).build()
}

fn table() -> Content {
    ContentBuilder::new().schema(Some(ObjectBuilder::new().schema_type(Type::String))).build()
}

fn list(resource: &Resource) -> Operation {
    let mut operation =
        OperationBuilder::new().operation_id(Some(format!("list_{}", resource.name))).tag(resource.name).summary(Some(resource.about));
    for parameter in shared() {
        operation = operation.parameter(parameter);
    }
    operation = operation
        .parameter(parameter("limit", "Items of a page: 1 to 1000, 100 when nothing is said; tables up to 20000", ParameterIn::Query, Type::Integer))
        .parameter(parameter("cursor", "`next` of the page before", ParameterIn::Query, Type::String))
        .parameter(parameter("format", "`json` or `csv`", ParameterIn::Query, Type::String));
    for (name, about) in FILTERS.iter().filter(|(name, _)| resource.filters.contains(name)) {
        let kind = if *name == "min_chains" { Type::Integer } else { Type::String };
        operation = operation.parameter(parameter(name, about, ParameterIn::Query, kind));
    }
    responses(operation, vec![("application/json", body(&page_name(resource))), ("text/csv", table())], &["400", "429", "503"]).build()
}

fn one(resource: &Resource) -> Operation {
    let mut operation = OperationBuilder::new()
        .operation_id(Some(format!("get_{}", resource.name)))
        .tag(resource.name)
        .summary(Some(format!("One of them: {}", resource.about.to_lowercase())))
        .parameter(parameter("id", "Its id", ParameterIn::Path, Type::String))
        .parameter(parameter("format", "`json` or `csv`", ParameterIn::Query, Type::String));
    for parameter in shared() {
        operation = operation.parameter(parameter);
    }
    responses(operation, vec![("application/json", body(resource.one_schema)), ("text/csv", table())], &["400", "404", "429", "503"]).build()
}

/// Sending articles.
fn post() -> Operation {
    let about = "Send articles: one JSON object, or JSON Lines with one a line, in the form that `isnad` reads (`text` or `html`, and `id`, `url`, `outlet`, `title`, `published_at` where known). The answer comes once they are kept; the record follows, and `/v1/stream` says when.";
    let text = || ContentBuilder::new().schema(Some(ObjectBuilder::new().schema_type(Type::String))).build();
    let object = ContentBuilder::new().schema(Some(ObjectBuilder::new().schema_type(Type::Object))).build();
    let key = "A name of the sender's for this post: sent again under it, the same articles get the same answer";
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .description(Some(key))
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)));
    let body = RequestBodyBuilder::new().content("application/json", object).content("application/x-ndjson", text()).required(Some(Required::True));
    let receipt = |about: &str| ResponseBuilder::new().description(about).content("application/json", self::body("Receipt")).build();
    let mut operation = OperationBuilder::new()
        .operation_id(Some("post_articles"))
        .tag("articles")
        .summary(Some("Send articles to be kept"))
        .description(Some(about))
        .parameter(key)
        .request_body(Some(body.build()))
        .security(SecurityRequirement::new("token", ["ingest"]))
        .response("201", receipt("some are new, and kept"))
        .response("200", receipt("all were known"));
    let refusals = [
        ("400", "the body or a header cannot be read"),
        ("401", "no valid token"),
        ("403", "the token is for something else"),
        ("405", "this desk takes no articles"),
        ("413", "the body is too big"),
        ("415", "not this kind of body"),
        ("422", "none could be read, or the key stood for other articles"),
        ("429", "too many posts; `Retry-After` says when to go on"),
        ("503", "nothing was kept"),
    ];
    for (status, about) in refusals {
        let mut response = ResponseBuilder::new().description(about).content("application/problem+json", self::body("Problem"));
        if status == "422" {
            response = response.content("application/json", self::body("Receipt"));
        }
        operation = operation.response(status, response);
    }
    operation.build()
}

/// What happens, as it happens.
fn stream() -> Operation {
    let about = "Server-sent events: `ready` at the start, `article` for each that is kept, `change` for what is new or other in the record, `record` when it is made anew, `problem`. `Last-Event-ID` takes up again; `reset` says that something was missed.";
    let seen = ParameterBuilder::new()
        .name("Last-Event-ID")
        .description(Some("`id` of the last event seen"))
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)));
    let operation =
        OperationBuilder::new().operation_id(Some("get_stream")).tag("stream").summary(Some("What happens, as it happens")).description(Some(about));
    let events = ContentBuilder::new().schema(Some(ObjectBuilder::new().schema_type(Type::String))).build();
    let ok = ResponseBuilder::new().description("events").content("text/event-stream", events);
    let busy = ResponseBuilder::new().description("too many readers").content("application/problem+json", body("Problem"));
    operation.parameter(seen).response("200", ok).response("503", busy).build()
}

fn contents() -> Operation {
    let mut operation = OperationBuilder::new().operation_id(Some("get_contents")).tag("contents").summary(Some("What there is"));
    for parameter in shared() {
        operation = operation.parameter(parameter);
    }
    let contents = ContentBuilder::new().schema(Some(Ref::from_schema_name("Contents"))).build();
    responses(operation, vec![("application/json", contents)], &["400", "429", "503"]).build()
}

fn record() -> Operation {
    let mut operation =
        OperationBuilder::new().operation_id(Some("get_record")).tag("record").summary(Some("The whole record, as `isnad record --json` prints it"));
    for parameter in shared() {
        operation = operation.parameter(parameter);
    }
    let any = ContentBuilder::new().schema(Some(ObjectBuilder::new().schema_type(Type::Object))).build();
    responses(operation, vec![("application/json", any)], &["400", "429", "503"]).build()
}
