use super::{
  kept::Kept,
  kept_macro::KeptMacro,
  plan::Plan,
  slot::{Part, Slot, own_slot, table_at},
  uniqueness::Uniqueness,
};
use crate::{
  check::{Effective, Finding, engine::Engine, work::Work},
  expr::GroupIx,
  form::Unique,
  share::share_out,
};

/// What comes of a piece of work.
enum Done {
  Unique(Uniqueness),
  Found(Vec<Finding>),
}

impl Kept {
  /// Checks all sections and tables, and keeps what an update needs of that; gives the findings in order.
  pub(super) fn first_check<'a>(&mut self, facts: &Effective<'a>, plan: &'a Plan) -> Vec<Finding> {
    let (form, threads, again) = (facts.form(), facts.threads(), facts.again());
    let macros = share_out(plan.macros.len(), threads, facts, &again, |facts, at| KeptMacro::of(facts, &plan.macros[at]));
    let tell = |facts: &Effective<'a>| macros.iter().zip(&plan.macros).for_each(|(kept, plan)| kept.tell(facts, plan));
    tell(facts);
    let told_again = || {
      let facts = again();
      tell(&facts);
      facts
    };

    let uniques: Vec<(GroupIx, Unique)> =
      form.groups().flat_map(|(group, definition)| definition.uniques().map(move |unique| (group, unique))).collect();
    let all = form.sections.iter().enumerate().flat_map(|(index, section)| {
      let work = Work::on_section(facts, section, false).into_iter();
      work.filter(|work| !matches!(work, Work::Unique(..))).map(move |work| (index, work))
    });
    let work: Vec<(usize, Work)> = all.collect();
    // The large pieces first, so that nothing is waited for in the end.
    let done = share_out(uniques.len() + work.len(), threads, facts, told_again, |facts, at| match uniques.get(at) {
      Some((group, unique)) => Done::Unique(Uniqueness::of(facts, *group, unique.clone())),
      None => Done::Found(work[at - uniques.len()].1.found(facts, false)),
    });

    let mut found: Vec<(Slot, Finding)> = Vec::new();
    self.uniques = form.groups.iter().map(|_| Vec::new()).collect();
    let mut work = work.into_iter();
    let mut uniques = uniques.into_iter();
    for done in done {
      match done {
        Done::Unique(uniqueness) => {
          let Some((group, _)) = uniques.next() else { continue };
          let of_group = &mut self.uniques[usize::from(group.0)];
          if facts.is_group_shown(group) {
            let slot = |row| table_at(form, group).slot(Part::Unique(of_group.len() as u16), row);
            let mut engine = Engine { facts, findings: Vec::new(), structure_only: false };
            for row in uniqueness.rows_in_question() {
              uniqueness.say(&mut engine, group, row);
              found.extend(engine.findings.drain(..).map(|finding| (slot(row), finding)));
            }
          }
          of_group.push(uniqueness);
        }
        Done::Found(findings) => {
          let Some((section, work)) = work.next() else { continue };
          let slot = |finding: &Finding| match &work {
            Work::Fields(_) => own_slot(form, section, finding),
            Work::NumberOfRows(group) | Work::Unique(group, _) => table_at(form, *group).slot(Part::Whole, 0),
            Work::Rows(group, rows) => {
              let row = finding.place.row.as_ref().map_or(rows.start, |(row, _)| *row);
              table_at(form, *group).slot(Part::Rows, row)
            }
          };
          found.extend(findings.into_iter().map(|finding| (slot(&finding), finding)));
        }
      }
    }
    self.macros = macros;
    found.sort_by_key(|(slot, _)| *slot);
    let (slots, findings): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    self.slots = slots;
    findings
  }
}
