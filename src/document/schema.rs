use super::FORMAT;
use serde_json::{Value as Json, json};

/// JSON Schema 2020-12 of a draft file. The object under `answers` is described by the schema of its form.
pub fn schema() -> Json {
  let time = json!({ "type": "string", "description": "RFC 3339" });
  json!({
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:jiliang:draft:1",
    "title": "A draft of jiliang",
    "description": "Unknown fields are kept. Decimals are strings, digits as written.",
    "type": "object",
    "required": ["format", "declaration_id", "revision", "form", "answers", "created_at", "updated_at"],
    "properties": {
      "format": { "const": FORMAT },
      "declaration_id": { "type": "string", "format": "uuid", "description": "UUIDv7, the same for all revisions" },
      "revision": { "type": "integer", "minimum": 0 },
      "supersedes": { "description": "the revision this one corrects", "anyOf": [ { "type": "null" }, { "type": "object" } ] },
      "form": {
        "type": "object",
        "required": ["id", "version"],
        "properties": { "id": { "type": "string" }, "version": { "type": "string" }, "digest": { "type": ["string", "null"] } },
      },
      "as_of": { "description": "the date of the check; today where null", "anyOf": [ { "type": "null" }, { "type": "string", "format": "date" } ] },
      "answers": {
        "type": "object",
        "description": "by section: fields by id, or a list of rows",
        "additionalProperties": {
          "anyOf": [
            { "type": "object", "additionalProperties": { "anyOf": [ { "$ref": "#/$defs/rows" }, { "not": { "type": "array", "contains": { "type": "object" } } } ] } },
            { "$ref": "#/$defs/rows" },
          ],
        },
      },
      "overrides": {
        "type": ["array", "null"],
        "items": {
          "type": "object",
          "required": ["rule", "reason"],
          "properties": { "rule": { "type": "string" }, "row": { "type": ["string", "null"] }, "reason": { "type": "string" } },
        },
      },
      "typed": { "type": ["object", "null"], "additionalProperties": { "type": "string" }, "description": "what was typed, by group, row and field" },
      "imported": { "type": ["object", "null"], "description": "what ledgers said of rows when last read, as digests, by table and row" },
      "submitted": { "type": ["object", "null"], "description": "what was last received: revision, digest, content, reference" },
      "journal": { "type": ["object", "null"], "description": "where undo steps are kept" },
      "created_at": time,
      "updated_at": time,
    },
    "$defs": {
      "rows": {
        "type": "array",
        "items": {
          "type": "object",
          "properties": { "_row": { "type": "string", "minLength": 1, "description": "unique in its table; given by the program where it is missing" } },
        },
      },
    },
  })
}
