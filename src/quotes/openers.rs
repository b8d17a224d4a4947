//! Openings that give the whole sentence to somebody: "As the mayor put it, …", "In the view of the committee, …".

use super::attempt::Attempt;
use super::cue::{CueTrait, hash};
use super::parts::Label;
use super::units::{Group, Units};
use crate::text::{Document, TokenKind};

const AS: u32 = hash(b"as");
const IN: u32 = hash(b"in");
const OF: u32 = hash(b"of");
const PUT: u32 = hash(b"put");
const IT: u32 = hash(b"it");

/// Nouns of "in the view of".
const VIEWS: [u32; 5] = [hash(b"view"), hash(b"opinion"), hash(b"words"), hash(b"eyes"), hash(b"judgment")];

/// Least share of reporting uses, in tenths, of a verb after "as somebody".
const SURE: u8 = 7;

/// Log-odds of such a quote: the order leaves no doubt.
const CERTAIN: f32 = 1.5;

/// Adds the attempts of such openings; others with the same cue go. Attempts stay in order of their cues.
pub fn add(document: &Document<'_>, units: &Units, traits: &[CueTrait], found: &mut Vec<Attempt>) {
    let mut added: Vec<Attempt> = Vec::new();
    for group in units.groups.iter().filter(|group| group.news && !group.only_quoted) {
        let Some((source, cue, comma)) = opening(document, units, traits, group) else { continue };
        let (first, last) = (group.first as usize, group.last as usize);
        let ends = (first..last).rev().find(|unit| {
            let unit = &units.units[*unit];
            unit.quoted || document.tokens[unit.first as usize].is_word()
        });
        let Some(ends) = ends.filter(|ends| *ends > comma + 2) else { continue };
        let mut labels = vec![Label::Outside; last - first];
        labels[source.start - first..source.end - first].fill(Label::Source);
        labels[cue.start - first..cue.end - first].fill(Label::Cue);
        labels[comma + 1 - first..ends + 1 - first].fill(Label::Content);
        added.push(Attempt {
            cue: cue.start,
            cue_score: 0.0,
            first,
            labels,
            score: CERTAIN,
            trust: CERTAIN,
            by_order: true,
            ..Attempt::default()
        });
    }
    let is_old = |attempt: &Attempt| {
        let place = added.partition_point(|new| new.cue <= attempt.cue);
        place > 0 && added[place - 1].label(attempt.cue) == Label::Cue
    };
    found.retain(|attempt| !is_old(attempt));
    found.extend(added);
    found.sort_by_key(|attempt| attempt.cue);
}

/// Source, cue and the comma before the content.
fn opening(
    document: &Document<'_>,
    units: &Units,
    traits: &[CueTrait],
    group: &Group,
) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>, usize)> {
    const LONGEST: usize = 14;
    let all = &units.units;
    let first = group.first as usize;
    let word = |unit: usize| all.get(unit).map_or(0, |unit| unit.word);
    let until = (group.last as usize).min(first + LONGEST);
    let comma = (first + 3..until)
        .find(|unit| !all[*unit].quoted && document.tokens[all[*unit].first as usize].kind == TokenKind::Comma)?;
    if word(first) == AS {
        let put = word(comma - 2) == PUT && word(comma - 1) == IT;
        let cue = if put { comma - 2..comma } else { comma - 1..comma };
        let row = usize::from(all[cue.start].cue).checked_sub(1).and_then(|row| traits.get(row));
        let sure = put || all[cue.start].cue > 3 && row.is_some_and(|row| row.tenths >= SURE);
        let token = all[cue.start].first as usize;
        let finite = document.tokens[token].tag.is_finite();
        let plain = (first + 1..cue.start).all(|unit| {
            let token = &document.tokens[all[unit].first as usize];
            !all[unit].quoted && !token.tag.is_verb()
        });
        return (sure && finite && plain && cue.start > first + 1).then_some((first + 1..cue.start, cue, comma));
    }
    let view = (first + 1..first + 4).find(|unit| VIEWS.contains(&word(*unit)))?;
    let opens = word(first) == IN && word(view + 1) == OF && comma > view + 2;
    opens.then_some((view + 2..comma, view..view + 1, comma))
}
