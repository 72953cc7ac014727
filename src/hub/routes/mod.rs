//! One file for each thing the hub can be asked.

mod declaration;
mod forms;
mod health;
mod json;
mod receipt;
mod service;
mod submit;

pub(super) use self::{declaration::declaration, forms::forms, health::health, receipt::receipt, service::service, submit::submit};
