//! The ways to a platform: configuration, tokens, the simple profile, proxies, certificates.

use crate::{
  fake_platform::{Act, FakePlatform, Seen, good, reply, say, service, signer},
  sender::{Sender, draft},
  support::Ran,
};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value as Json, json};
use std::{
  io::{Read as _, Write as _},
  net::{Shutdown, TcpListener, TcpStream},
  sync::{Arc, Mutex},
  thread,
};

impl Sender {
  /// Submits by the configuration `config`.
  fn by(&self, config: &str, more: &[&str]) -> Ran {
    self.by_with(config, more, &[("JILIANG_TOKEN", "canary-token")])
  }

  /// The same with these variables alone.
  fn by_with(&self, config: &str, more: &[&str], env: &[(&str, &str)]) -> Ran {
    std::fs::write(self.sandbox.path("config.toml"), config).unwrap();
    let mut command = self.command(&[&["submit", "d.json", "--format", "json"], more].concat());
    command.env_remove("JILIANG_TOKEN").env("JILIANG_CONFIG", "config.toml").envs(env.iter().copied());
    Ran::of(command.output().unwrap())
  }
}

#[test]
fn several_platforms_and_the_usual_one() {
  let (first, second) = (FakePlatform::start(good), FakePlatform::start(good));
  let platforms = format!(
    "[[platform]]\nname = \"province\"\nurl = \"{}\"\n[[platform]]\nname = \"city\"\nurl = \"{}\"\n",
    first.url("/base/v1/"),
    second.url("")
  );
  let usual = format!("default_platform = \"city\"\n{platforms}");
  let sender = Sender::new();
  for (config, to, said) in [
    (platforms.as_str(), None, "name one with --to: province, city"),
    (&platforms, Some("citty"), "did you mean city?"),
    (&platforms, Some("nowhere"), "configured: province, city"),
    ("", None, "no platform is configured"),
    ("", Some("http://hub.example"), "is not encrypted"),
    ("", Some("https://me:secret@hub.example"), "must not hold a user name"),
    ("default_platform = \"x\"", None, "there is no platform called x"),
    ("[[platform]]\nname = \"a\"", None, "url is missing"),
    ("[[platform]]\nname = \"a\"\nurl = \"https://a.example\"\ntoken = \"x\"", None, "line 4: unknown key token; did you mean token_env?"),
    ("[[platform]]\nname = \"a\"\nurl = \"https://a.example\"\ntimeout = 0", None, "line 4: timeout should be a whole number of seconds"),
    ("[[platform]\n", None, "line 1: not correct TOML"),
    ("[[platform]]\nname = \"a\"\nurl = \"https://a.example\"\nprofile = \"simple\"", None, "success is missing"),
    ("[[platform]]\nname = \"a\"\nurl = \"https://a.example\"\nextra_ca = \"none.pem\"", None, "no certificates in PEM format can be read"),
  ] {
    let to: Vec<&str> = to.map(|to| ["--to", to]).into_iter().flatten().collect();
    let ran = sender.by(config, &to).expect(2);
    assert!(ran.stderr.contains(said) && !ran.stderr.contains("secret"), "{config}: {}", ran.stderr);
  }
  assert!(first.seen().is_empty() && second.seen().is_empty() && sender.outbox().is_empty());
  sender.by(&usual, &[]).expect(0);
  assert_eq!((first.puts().len(), second.puts().len()), (0, 1));
  sender.write("d.json", &draft());
  sender.by(&usual, &["--to", "province"]).expect(0);
  assert!(first.puts()[0].target.starts_with("/base/v1/declarations/"), "{}", first.puts()[0].target);
  // A configuration that is named must be there.
  let ran = sender.run(&["submit", "d.json", "--config", "none.toml"]).expect(2);
  assert!(ran.stderr.contains("cannot read the configuration none.toml"), "{}", ran.stderr);
}

#[test]
fn tokens_come_from_the_environment_or_a_closed_file() {
  let platform = FakePlatform::start(good);
  let config = |more: &str| format!("[[platform]]\nname = \"p\"\nurl = \"{}\"\n{more}\n", platform.url(""));
  let sender = Sender::new();
  let token = sender.sandbox.path("token");
  std::fs::write(&token, "file-token\n").unwrap();
  let set_mode = |mode: u32| {
    #[cfg(unix)]
    std::fs::set_permissions(&token, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    let _ = mode;
  };
  set_mode(0o600);
  let mut expected = Vec::new();
  for (more, env, authorization) in [
    ("token_file = \"token\"", &[][..], Some("Bearer file-token")),
    ("token_file = \"token\"", &[("JILIANG_TOKEN", "general")], Some("Bearer general")),
    ("token_env = \"MINE\"", &[("JILIANG_TOKEN", "general"), ("MINE", "mine")], Some("Bearer mine")),
    ("", &[], None),
  ] {
    sender.write("d.json", &draft());
    let ran = sender.by_with(&config(more), &[], env).expect(0);
    expected.push(authorization.map(str::to_owned));
    assert!(!ran.stdout.contains("file-token") && !ran.stderr.contains("file-token"));
  }
  let shown: Vec<Option<String>> = platform.puts().iter().map(|seen| seen.header("authorization").map(str::to_owned)).collect();
  assert_eq!(shown, expected);
  #[cfg(unix)]
  {
    set_mode(0o644);
    sender.write("d.json", &draft());
    let before = platform.seen().len();
    let ran = sender.by_with(&config("token_file = \"token\""), &[], &[]).expect(2);
    assert!(ran.stderr.contains("mode 644") && ran.stderr.contains("chmod 600"), "{}", ran.stderr);
    assert_eq!(platform.seen().len(), before);
  }
  // No file that the program writes holds a token.
  let mut folders = vec![sender.sandbox.path("")];
  while let Some(folder) = folders.pop() {
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
      if path.is_dir() {
        folders.push(path);
      } else if path != token {
        let content = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        assert!(!["file-token", "general", "canary"].iter().any(|secret| content.contains(secret)), "{}", path.display());
      }
    }
  }
}

#[test]
fn platforms_with_answers_of_their_own() {
  let platform = FakePlatform::start(|seen| match seen.target.as_str() {
    "/ok" => say(200, "application/json; charset=utf-8", r#"{"code":0,"data":{"id":4711},"msg":"已收到\u001b[2J"}"#),
    "/no" => say(200, "application/json", r#"{"code":17,"msg":"企业未登记"}"#),
    "/page" => say(200, "text/html", "{\"code\":0}"),
    "/401" => say(401, "application/json", "{}"),
    _ => Act::Say(reply(302, &[("Location", "/login")], b"")),
  });
  let config = |path: &str| {
    format!(
      "[[platform]]\nname = \"p\"\nurl = \"{}\"\nprofile = \"simple\"\nmethod = \"PUT\"\nheaders = {{ X-Region = \"330110\" }}\n\
       success = {{ pointer = \"/code\", equals = 0, id = \"/data/id\", message = \"/msg\" }}\n",
      platform.url(path)
    )
  };
  let sender = Sender::new();
  for (path, outcome, said) in [
    ("/no", "not-delivered", "企业未登记"),
    ("/page", "not-delivered", "looks like a login page"),
    ("/401", "needs-person", "does not accept the token"),
    ("/elsewhere", "needs-person", "points to another address"),
  ] {
    let told = sender.by(&config(path), &[]).expect(2).json();
    assert!(told["outcome"] == outcome && told["message"].as_str().unwrap().contains(said), "{path}: {told:#}");
  }
  let told = sender.by(&config("/ok"), &[]).expect(0).json();
  assert_eq!((&told["outcome"], &told["reference"]), (&json!("acknowledged"), &json!("4711")));
  assert!(told["message"].as_str().unwrap().contains("without a receipt"), "{told}");
  let seen = platform.seen();
  let last = seen.last().unwrap();
  let id = sender.json("d.json")["declaration_id"].as_str().unwrap().to_owned();
  assert_eq!(
    (last.method.as_str(), last.header("x-region"), last.header("idempotency-key")),
    ("PUT", Some("330110"), Some(format!("\"{id}.1\"").as_str()))
  );
  assert!(seen.iter().all(|one| one.body == seen[0].body), "the same bytes each time");
  assert_eq!(sender.beside(), ["d.acknowledged-1.json", "d.sent-1.jlx"]);
  let proof = sender.json("d.acknowledged-1.json");
  assert_eq!((&proof["id"], &proof["digest"]), (&json!("4711"), &json!(last.frozen().digest())));
  assert!(!sender.sandbox.read("d.acknowledged-1.json").contains("\\u001b"));
  // It is no receipt and does not pass for one; the draft knows all the same.
  assert!(sender.run(&["receipt", "verify", "d.json"]).expect(2).stderr.contains("there is no receipt"));
  assert_eq!(sender.by(&config("/ok"), &[]).expect(0).json()["outcome"], "already-received");
  // The home screen lists drafts, not what lies beside them.
  std::fs::create_dir_all(sender.sandbox.path("data/drafts")).unwrap();
  for name in ["d.json", "d.acknowledged-1.json", "d.sent-1.jlx"] {
    std::fs::copy(sender.sandbox.path(name), sender.sandbox.path("data/drafts").join(name)).unwrap();
  }
  let folder = jiliang::store::DataFolder::open(Some(&sender.sandbox.path("data"))).unwrap();
  assert_eq!(folder.drafts(&jiliang::store::Library::default()).unwrap().len(), 1);
}

/// A proxy that passes on what it is asked for, and notes it.
struct Proxy {
  address: std::net::SocketAddr,
  asked: Asked,
}

/// Each target with the value of `Proxy-Authorization`.
type Asked = Arc<Mutex<Vec<(String, Option<String>)>>>;

impl Proxy {
  /// With `password`, the value of `Proxy-Authorization` it wants.
  fn start(password: Option<&'static str>) -> Self {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = Self { address: listener.local_addr().unwrap(), asked: Arc::default() };
    let asked = Arc::clone(&proxy.asked);
    thread::spawn(move || {
      for client in listener.incoming().flatten() {
        let asked = Arc::clone(&asked);
        thread::spawn(move || pass_on(client, &asked, password));
      }
    });
    proxy
  }
}

fn pass_on(mut client: TcpStream, asked: &Asked, password: Option<&str>) -> Option<()> {
  let mut head = Vec::new();
  let mut buffer = [0; 4096];
  let end = loop {
    let read = client.read(&mut buffer).ok().filter(|read| *read > 0)?;
    head.extend_from_slice(&buffer[..read]);
    if let Some(end) = head.windows(4).position(|four| four == b"\r\n\r\n") {
      break end + 4;
    }
  };
  let text = String::from_utf8_lossy(&head[..end]).into_owned();
  let target = text.split(' ').nth(1)?.to_owned();
  let given = text.lines().find_map(|line| line.to_lowercase().starts_with("proxy-authorization:").then(|| line[20..].trim().to_owned()));
  asked.lock().unwrap().push((target.clone(), given.clone()));
  if password.is_some_and(|wanted| given.as_deref() != Some(wanted)) {
    client.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").ok()?;
    client.shutdown(Shutdown::Write).ok()?;
    return client.read(&mut buffer).ok().map(drop);
  }
  let host = target.strip_prefix("http://").unwrap_or(&target).split('/').next()?.to_owned();
  let mut server = TcpStream::connect(host).ok()?;
  if text.starts_with("CONNECT ") {
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
  } else {
    server.write_all(&head).ok()?;
  }
  let (mut from_client, mut to_server) = (client.try_clone().ok()?, server.try_clone().ok()?);
  thread::spawn(move || {
    let _ = std::io::copy(&mut from_client, &mut to_server);
    let _ = to_server.shutdown(Shutdown::Write);
  });
  let _ = std::io::copy(&mut server, &mut client);
  client.shutdown(Shutdown::Write).ok()
}

#[test]
fn through_a_proxy() {
  // What a proxy passes on names its target in full.
  let platform =
    FakePlatform::start(|seen| if seen.target.starts_with("http://") { good(seen) } else { say(200, "application/json", "{}") });
  let config = |proxy: &str| format!("[[platform]]\nname = \"p\"\nurl = \"{}\"\nproxy = \"{proxy}\"\n", platform.url(""));
  let (open, closed) = (Proxy::start(None), Proxy::start(Some("Basic bWU6c2VjcmV0")));
  let sender = Sender::new();
  sender.by(&config(&format!("http://{}", open.address)), &[]).expect(0);
  assert!(open.asked.lock().unwrap().iter().all(|(target, _)| target.starts_with(&platform.url("/v1"))));
  sender.write("d.json", &draft());
  let told = sender.by(&config(&format!("http://{}", closed.address)), &[]).expect(2).json();
  assert!(told["message"].as_str().unwrap().contains("the proxy wants a user name and a password"), "{told}");
  let ran = sender.by(&config(&format!("http://me:secret@{}", closed.address)), &[]).expect(0);
  assert!(!ran.stdout.contains("secret") && !ran.stderr.contains("secret"));
  sender.write("d.json", &draft());
  let told = sender.by(&config("http://127.0.0.1:1"), &[]).expect(2).json();
  assert!(told["message"].as_str().unwrap().contains("no connection to p"), "{told}");
  assert!(sender.by(&config("not a proxy"), &[]).expect(2).stderr.contains("proxy is not the address of a proxy"));
}

/// A platform with a certificate for these names, and its authority in PEM.
struct Secured {
  platform: FakePlatform,
  authority: String,
}

impl Secured {
  fn start(names: &[&str], years: (i32, i32)) -> Self {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // Authorities are told apart by name before their signatures are looked at.
    authority.distinguished_name.push(DnType::CommonName, format!("Authority for {names:?} in {years:?}"));
    let authority_key = KeyPair::generate().unwrap();
    let pem = authority.self_signed(&authority_key).unwrap().pem();
    let mut own = CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
    (own.not_before, own.not_after) = (rcgen::date_time_ymd(years.0, 1, 1), rcgen::date_time_ymd(years.1, 1, 1));
    let key = KeyPair::generate().unwrap();
    let certificate = own.signed_by(&key, &Issuer::from_params(&authority, authority_key)).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
      .with_safe_default_protocol_versions()
      .unwrap()
      .with_no_client_auth()
      .with_single_cert(vec![certificate.der().clone()], key.serialize_der().try_into().unwrap())
      .unwrap();
    let config = Arc::new(config);
    let wrap = move |stream: TcpStream| -> Box<dyn crate::fake_platform::Stream> {
      Box::new(StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream))
    };
    Self { platform: FakePlatform::wrapped(wrap, good), authority: pem }
  }

  fn config(&self, host: &str, more: &str) -> String {
    format!("[[platform]]\nname = \"p\"\nurl = \"https://{host}:{}\"\n{more}\n", self.platform.address.port())
  }
}

#[test]
fn certificates_are_held_against_authority_name_and_date() {
  let here: &[&str] = &["127.0.0.1", "localhost"];
  let good_one = Secured::start(here, (2020, 4001));
  let sender = Sender::new();
  let pem = |secured: &Secured| std::fs::write(sender.sandbox.path("ca.pem"), &secured.authority).unwrap();
  let trusted = "extra_ca = \"ca.pem\"";
  for (secured, host, said) in [
    (&Secured::start(here, (2020, 2021)), "127.0.0.1", "has expired"),
    (&Secured::start(here, (3000, 4000)), "127.0.0.1", "is not valid yet"),
    (&Secured::start(&["elsewhere.example"], (2020, 4000)), "127.0.0.1", "does not belong to the address"),
  ] {
    pem(secured);
    let told = sender.by(&secured.config(host, trusted), &[]).expect(2).json();
    assert!(told["outcome"] == "needs-person" && told["message"].as_str().unwrap().contains(said), "{told:#}");
    assert!(secured.platform.seen().is_empty());
  }
  // Another authority than the one that is trusted; then the right one, directly and through a proxy.
  let told = sender.by(&good_one.config("127.0.0.1", trusted), &[]).expect(2).json();
  assert!(told["message"].as_str().unwrap().contains("issued by someone not trusted here"), "{told}");
  pem(&good_one);
  sender.by(&good_one.config("127.0.0.1", trusted), &[]).expect(0);
  let proxy = Proxy::start(None);
  sender.write("d.json", &draft());
  sender.by(&good_one.config("127.0.0.1", &format!("{trusted}\nproxy = \"http://{}\"", proxy.address)), &[]).expect(0);
  // What the proxy saw is where to, never what.
  assert!(proxy.asked.lock().unwrap().iter().all(|(target, _)| *target == good_one.platform.address.to_string()));
  assert_eq!(good_one.platform.puts().len(), 2);
  // Something that does not speak TLS answers.
  let plain = TcpListener::bind("127.0.0.1:0").unwrap();
  let plain_address = plain.local_addr().unwrap();
  thread::spawn(move || {
    for mut client in plain.incoming().flatten() {
      let _ = client.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    }
  });
  sender.write("d.json", &draft());
  let config = format!("[[platform]]\nname = \"p\"\nurl = \"https://{plain_address}\"\n{trusted}\n");
  let told = sender.by(&config, &[]).expect(2).json();
  assert!(told["message"].as_str().unwrap().contains("nothing encrypted answers"), "{told}");
}

#[test]
fn what_waits_is_listed_sent_held_and_exported() {
  let well = Arc::new(std::sync::atomic::AtomicBool::new(false));
  let is_well = Arc::clone(&well);
  let platform = FakePlatform::start(move |seen: &Seen| match seen.method.as_str() {
    "GET" => service(&signer()),
    _ if is_well.load(std::sync::atomic::Ordering::SeqCst) => good(seen),
    _ => say(503, "text/html", ""),
  });
  let sender = Sender::new();
  assert!(sender.run(&["outbox"]).expect(0).stdout.contains("The outbox is empty"));
  let mut drafts = Vec::new();
  for name in ["d.json", "e.json", "f.json"] {
    let json = draft();
    drafts.push(json["declaration_id"].as_str().unwrap().to_owned());
    sender.write(name, &json);
    sender.run(&["submit", name, "--to", &platform.url("")]).expect(2);
  }
  let text = sender.run(&["outbox"]).expect(0).stdout;
  assert!(drafts.iter().all(|id| text.contains(id)) && text.contains("to be sent again, 1 attempt"), "{text}");
  let waiting = sender.outbox();
  let keys: Vec<&str> = waiting[0].as_object().unwrap().keys().map(String::as_str).collect();
  assert_eq!(
    keys,
    ["declaration_id", "revision", "digest", "platform", "draft", "created", "attempts", "in_doubt", "held", "last", "next_try"]
  );
  // A busy platform is left alone after the first answer.
  let puts = platform.puts().len();
  assert!(sender.run(&["outbox", "send"]).expect(2).stderr.contains("is busy"));
  assert_eq!(platform.puts().len(), puts + 1);
  // Names: unclear, unknown, clear.
  for (name, said) in [("0", "is the beginning of several"), ("zzz\u{1b}[2J", "there is no zzz\u{fffd}[2J in the outbox")] {
    let ran = sender.run(&["outbox", "hold", name]).expect(2);
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
  }
  let held = format!("{}-1", drafts[1]);
  sender.run(&["outbox", "hold", &held]).expect(0);
  assert!(sender.run(&["outbox", "list"]).expect(0).stdout.contains("held back"));
  // Exported bytes are what is sent; nothing is overwritten.
  sender.run(&["outbox", "export", &held, "-o", "out.jlx"]).expect(0);
  let exported = std::fs::read(sender.sandbox.path("out.jlx")).unwrap();
  assert!(platform.puts().iter().any(|seen| seen.content() == exported));
  assert!(sender.run(&["outbox", "export", &held, "-o", "out.jlx"]).expect(2).stderr.contains("exists already"));
  // A damaged item is told of and holds up no other.
  let damaged = sender.sandbox.path("data/outbox").join(format!("{}-1.jlx", drafts[2]));
  let whole = std::fs::read(&damaged).unwrap();
  std::fs::write(&damaged, &whole[..whole.len() / 2]).unwrap();
  well.store(true, std::sync::atomic::Ordering::SeqCst);
  let ran = sender.run(&["outbox", "send", "--format", "json"]).expect(2);
  let told: Json = ran.json();
  assert_eq!(
    (told.as_array().unwrap().len(), &told[0]["declaration_id"], &told[0]["outcome"]),
    (1, &json!(drafts[0]), &json!("delivered"))
  );
  assert!(ran.stderr.contains("is damaged and is not sent"), "{}", ran.stderr);
  std::fs::write(&damaged, &whole).unwrap();
  // The draft knows, and its receipt lies beside it.
  assert_eq!(sender.json("d.json")["submitted"]["reference"], told[0]["reference"]);
  assert_eq!(sender.beside(), ["d.receipt-1.json", "d.sent-1.jlx"]);
  sender.run(&["receipt", "verify", "d.json"]).expect(0);
  // What is held goes when it is released, or by its name.
  sender.run(&["outbox", "send"]).expect(0);
  assert_eq!(sender.outbox().len(), 1);
  sender.run(&["outbox", "hold", &held, "--release"]).expect(0);
  sender.run(&["outbox", "send", &held]).expect(0);
  assert!(sender.outbox().is_empty());
  assert!(sender.run(&["outbox", "send"]).expect(0).stdout.contains("The outbox is empty"));
  for id in &drafts {
    assert_eq!(
      platform
        .puts()
        .iter()
        .filter(|seen| seen.target.contains(id.as_str()))
        .map(Seen::content)
        .collect::<std::collections::BTreeSet<_>>()
        .len(),
      1
    );
  }
}
