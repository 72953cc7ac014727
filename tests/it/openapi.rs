//! `docs/openapi.yaml` against the hub: every answer in the tests is held against it, and it against the routes.

use crate::{
  http::Reply,
  hub_process::{HubProcess, OTHER, USCC, digest_field, enrol, envelope, gzip, next, place, sample},
  support::{Sandbox, root},
};
use jiliang::hub::Route;
use jsonschema::Validator;
use serde_json::{Map, Value as Json, json};
use std::{
  collections::{BTreeMap, BTreeSet},
  sync::OnceLock,
};

/// The description of the protocol.
struct Described {
  document: Json,
  /// The bodies of answers by method, path, status and media type.
  validators: BTreeMap<(String, String, u16, String), Validator>,
}

const METHODS: [&str; 4] = ["get", "put", "post", "delete"];

fn described() -> &'static Described {
  static DESCRIBED: OnceLock<Described> = OnceLock::new();
  DESCRIBED.get_or_init(|| {
    let text = std::fs::read_to_string(root().join("docs/openapi.yaml")).unwrap();
    let document: Json = serde_saphyr::from_str(&text).unwrap();
    let mut validators = BTreeMap::new();
    for (method, path, operation) in operations(&document) {
      for (status, answer) in operation["responses"].as_object().unwrap() {
        let content = resolve(&document, answer)["content"].as_object().unwrap();
        for (media, content) in content {
          let key = (method.clone(), path.clone(), status.parse().unwrap(), media.clone());
          validators.insert(key, validator(&document, &content["schema"]));
        }
      }
    }
    Described { document, validators }
  })
}

/// Method, path and description of every operation.
fn operations(document: &Json) -> Vec<(String, String, &Json)> {
  let mut found = Vec::new();
  for (path, item) in document["paths"].as_object().unwrap() {
    for method in METHODS {
      if let Some(operation) = item.get(method) {
        found.push((method.to_uppercase(), path.clone(), operation));
      }
    }
  }
  found
}

/// What a reference stands for.
fn resolve<'a>(document: &'a Json, value: &'a Json) -> &'a Json {
  match value.get("$ref").and_then(Json::as_str) {
    Some(reference) => document.pointer(reference.strip_prefix('#').unwrap()).unwrap_or_else(|| panic!("{reference} leads nowhere")),
    None => value,
  }
}

/// A validator that also refuses fields which are not described.
fn validator(document: &Json, schema: &Json) -> Validator {
  let mut whole =
    json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "allOf": [schema], "components": document["components"] });
  close(&mut whole);
  jsonschema::options().should_validate_formats(true).build(&whole).unwrap()
}

fn close(value: &mut Json) {
  match value {
    Json::Object(object) => {
      object.values_mut().for_each(close);
      if object.contains_key("properties") && object.get("type") == Some(&json!("object")) && !object.contains_key("additionalProperties") {
        object.insert("additionalProperties".to_owned(), false.into());
      }
    }
    Json::Array(items) => items.iter_mut().for_each(close),
    _ => {}
  }
}

/// The described path that `path` is one of.
fn template(path: &str) -> Option<&'static str> {
  let parts: Vec<&str> = path.split('/').collect();
  let fits = |template: &str| {
    let described: Vec<&str> = template.split('/').collect();
    described.len() == parts.len() && described.iter().zip(&parts).all(|(a, b)| a.starts_with('{') || a == b)
  };
  described().document["paths"].as_object().unwrap().keys().map(String::as_str).find(|template| fits(template))
}

/// Holds an answer of the hub against the description: its status, header fields, body and code.
#[track_caller]
pub(crate) fn hold(method: &str, path: &str, reply: &Reply) {
  assert_eq!(reply.header("cache-control"), Some("no-store"), "{method} {path}");
  let document = &described().document;
  let Some(template) = template(path) else {
    assert_eq!(reply.verdict(), "404 not-found", "{method} {path} is not described");
    return;
  };
  let method = if method == "HEAD" { "GET" } else { method };
  let Some(operation) = document["paths"][template].get(method.to_lowercase()) else {
    assert_eq!(reply.verdict(), "405 method", "{method} {path} is not described");
    assert!(reply.header("allow").is_some());
    return;
  };
  let status = reply.status.to_string();
  let answer =
    operation["responses"].get(&status).unwrap_or_else(|| panic!("{method} {template}: {status} is not described: {}", reply.text()));
  let answer = resolve(document, answer);
  let headers = answer.get("headers").and_then(Json::as_object).cloned().unwrap_or_else(Map::new);
  for (name, header) in &headers {
    let there = reply.header(&name.to_lowercase());
    assert!(there.is_some() || resolve(document, header)["required"] != true, "{method} {template} {status}: no {name}");
  }
  for name in ["Location", "WWW-Authenticate", "Retry-After"] {
    assert!(
      reply.header(&name.to_lowercase()).is_none() || headers.contains_key(name),
      "{method} {template} {status}: {name} is not described"
    );
  }
  if reply.body.is_empty() {
    return;
  }
  let media = reply.header("content-type").unwrap();
  let key = (method.to_owned(), template.to_owned(), reply.status, media.to_owned());
  let validator = described().validators.get(&key).unwrap_or_else(|| panic!("{key:?} is not described"));
  let body = reply.json();
  let wrong: Vec<String> = validator.iter_errors(&body).map(|error| format!("{}: {error}", error.instance_path())).collect();
  assert!(wrong.is_empty(), "{method} {template} {status}: {wrong:#?}\n{body:#}");
  if reply.status >= 400 {
    let codes = answer["x-codes"].as_array().unwrap();
    assert!(codes.contains(&reply.code().into()), "{method} {template} {status}: the code {} is not described", reply.code());
  }
}

#[test]
fn every_route_is_described_and_every_description_is_served() {
  let document = &described().document;
  let routes: BTreeSet<(String, String)> = Route::ALL.iter().map(|route| (route.method().to_owned(), route.path().to_owned())).collect();
  let described: BTreeSet<(String, String)> = operations(document).into_iter().map(|(method, path, _)| (method, path)).collect();
  assert_eq!(routes, described);
  for route in Route::ALL {
    let operation = &document["paths"][route.path()][route.method().to_lowercase()];
    assert_eq!(operation.get("security") == Some(&json!([])), route.is_open(), "{}", route.path());
    // Parameters of the path are described where the path has them.
    let parameters = document["paths"][route.path()].get("parameters").and_then(Json::as_array).cloned().unwrap_or_default();
    let names: Vec<&str> = parameters.iter().map(|parameter| resolve(document, parameter)["name"].as_str().unwrap()).collect();
    let wanted: Vec<&str> = route.path().split(['{', '}']).skip(1).step_by(2).collect();
    assert_eq!(names, wanted, "{}", route.path());
  }

  // The program serves them, and nothing else on these paths.
  let sandbox = Sandbox::new();
  let hub = HubProcess::start(&sandbox);
  for path in document["paths"].as_object().unwrap().keys() {
    let there = path.replace("{id}", "01900000-0000-7000-8000-000000000001").replace("{n}", "1");
    for method in METHODS.map(str::to_uppercase).iter().map(String::as_str).chain(["PATCH", "HEAD"]) {
      let is_route =
        routes.contains(&(method.to_owned(), path.clone())) || (method == "HEAD" && routes.contains(&("GET".to_owned(), path.clone())));
      // HEAD has no body to be checked.
      if method == "HEAD" && !is_route {
        continue;
      }
      let reply = if method == "HEAD" {
        let mut stream = crate::http::connect(hub.address);
        std::io::Write::write_all(&mut stream, &crate::http::request(method, &there, &[], b"")).unwrap();
        let mut head = String::new();
        std::io::Read::read_to_string(&mut stream, &mut head).unwrap();
        assert!(head.starts_with("HTTP/1.1 200") || head.starts_with("HTTP/1.1 401"), "{head}");
        continue;
      } else {
        hub.ask(method, &there, &[], b"")
      };
      let open = is_route && Route::ALL.iter().any(|route| route.path() == path && route.is_open());
      let expected = if open {
        200
      } else if is_route {
        401
      } else {
        405
      };
      assert_eq!(reply.status, expected, "{method} {path}");
      if expected == 405 {
        let allowed = reply.header("allow").unwrap().to_owned();
        assert!(routes.iter().filter(|(_, known)| known == path).all(|(method, _)| allowed.contains(method.as_str())), "{allowed}");
      }
    }
  }
  for path in ["/", "/v2", "/v1/nothing", "/v1/declarations", "/v1/forms/"] {
    assert_eq!(hub.ask("GET", path, &[], b"").status, 404, "{path}");
  }
}

/// What tests of the whole program cannot bring about: it takes minutes, a broken disk, or a mistake of ours. `src/hub/trouble_tests.rs` does.
const OUT_OF_REACH: [u16; 4] = [408, 500, 503, 507];

/// Every status and every code that is described is given by the program: nothing is promised that does not happen.
#[test]
fn every_described_answer_is_given() {
  let sandbox = Sandbox::new();
  let hub = HubProcess::start(&sandbox);
  let (token, other) = (enrol(&sandbox, USCC), enrol(&sandbox, OTHER));
  let first = envelope(|_| {});
  let there = place(&first);
  let text = String::from_utf8(first.bytes().to_vec()).unwrap();
  let (id, receipt) = (format!("/v1/declarations/{}", first.declaration_id()), format!("{there}/receipt"));
  let missing = there.replace(&first.declaration_id().to_string(), "01900000-0000-7000-8000-0000000000ff");
  let large = gzip(&vec![b' '; 11 << 20]);
  let is_gzip = [("Content-Encoding", "gzip")];
  let stale = next(&first, |envelope| envelope["supersedes"]["revision"] = 1.into());
  let strange = envelope(|envelope| envelope["form"]["digest"] = digest_field(b"").replace("sha-256=:", "sha-256:").into());
  let wrong = envelope(|envelope| drop(envelope["payload"]["enterprise"].as_object_mut().unwrap().remove("name")));

  let mut seen: BTreeSet<(&str, &str, String)> = BTreeSet::new();
  let mut note = |method: &'static str, path: &'static str, reply: Reply| {
    seen.insert((method, path, reply.verdict()));
  };
  const SUBMIT: &str = "/v1/declarations/{id}/revisions/{n}";
  const RECEIPT: &str = "/v1/declarations/{id}/revisions/{n}/receipt";
  const DECLARATION: &str = "/v1/declarations/{id}";
  note("GET", "/v1", hub.ask("GET", "/v1", &[], b""));
  note("GET", "/v1/health", hub.ask("GET", "/v1/health", &[], b""));
  note("GET", "/v1/forms", hub.get("/v1/forms", "wrong"));
  note("GET", "/v1/forms", hub.get("/v1/forms", &token));
  let mut put =
    |path: &str, bytes: &[u8], token: &str, headers: &[(&str, &str)]| note("PUT", SUBMIT, hub.put_bytes(path, bytes, token, headers));
  put(&there, first.bytes(), "wrong", &[]);
  put(&there, first.bytes(), &other, &[]);
  put(&there, b"\xff", &token, &is_gzip);
  put(&there, first.bytes(), &token, &[("Content-Digest", &digest_field(b"other"))]);
  put(&there, b"{", &token, &[]);
  put(&there, text.replacen('{', r#"{"as_of":"2025-01-01","#, 1).as_bytes(), &token, &[]);
  put(&there, "[".repeat(40).as_bytes(), &token, &[]);
  put(&there, b"1.5", &token, &[]);
  put(&there, format!(" {text}").as_bytes(), &token, &[]);
  put(&there, b"[]", &token, &[]);
  put(&missing, first.bytes(), &token, &[]);
  put(&place(&strange), strange.bytes(), &token, &[]);
  put(&there, &large, &token, &is_gzip);
  put(&there, first.bytes(), &token, &[("Content-Encoding", "br")]);
  put(&place(&wrong), wrong.bytes(), &token, &[]);
  put(&place(&stale), stale.bytes(), &token, &[]);
  put(&there, first.bytes(), &token, &[]);
  put(&there, first.bytes(), &token, &[]);
  let changed = envelope(|envelope| {
    envelope["declaration_id"] = first.declaration_id().to_string().into();
    envelope["client"] = "other/1".into();
  });
  put(&there, changed.bytes(), &token, &[]);
  let bearer = format!("Bearer {token}");
  let plain = [("Authorization", bearer.as_str()), ("Content-Type", "text/plain")];
  note("PUT", SUBMIT, hub.ask("PUT", &there, &plain, first.bytes()));
  for (path, place, absent) in [(RECEIPT, &receipt, format!("{missing}/receipt")), (DECLARATION, &id, "/v1/declarations/x".to_owned())] {
    note("GET", path, hub.get(place, &token));
    note("GET", path, hub.get(&absent, &token));
    note("GET", path, hub.get(place, ""));
  }

  let document = &described().document;
  let mut promised: BTreeSet<(String, String, String)> = BTreeSet::new();
  for (method, path, operation) in operations(document) {
    for (status, answer) in operation["responses"].as_object().unwrap() {
      if OUT_OF_REACH.contains(&status.parse().unwrap()) {
        continue;
      }
      match resolve(document, answer).get("x-codes").and_then(Json::as_array) {
        Some(codes) => {
          promised.extend(codes.iter().map(|code| (method.clone(), path.clone(), format!("{status} {}", code.as_str().unwrap()))));
        }
        None => drop(promised.insert((method.clone(), path.clone(), status.clone()))),
      }
    }
  }
  let seen: BTreeSet<(String, String, String)> =
    seen.into_iter().map(|(method, path, verdict)| (method.to_owned(), path.to_owned(), verdict)).collect();
  assert_eq!(promised.difference(&seen).collect::<Vec<_>>(), Vec::<&(String, String, String)>::new());
}

#[test]
fn what_the_program_sends_is_what_is_described() {
  let document = &described().document;
  let schema = &document["paths"]["/v1/declarations/{id}/revisions/{n}"]["put"]["requestBody"]["content"]["application/json"]["schema"];
  let validator = validator(document, schema);
  let wrong: Vec<String> = validator.iter_errors(&sample()).map(|error| format!("{}: {error}", error.instance_path())).collect();
  assert!(wrong.is_empty(), "{wrong:#?}");
  // Each field of an envelope is described: the description would be of no use as a guide otherwise.
  let described = resolve(document, schema)["properties"].as_object().unwrap();
  for key in sample().as_object().unwrap().keys() {
    assert!(described.contains_key(key), "{key}");
  }
}
