//! Orders of the parts that leave no doubt, whatever the chain makes of them.

use super::cue::CueTrait;
use super::parts::{Label, Window};
use super::units::Units;
use crate::syntax::Tag;
use crate::text::{Document, TokenKind};

/// Labels a signed quotation: "“We won.” — Anna Berg". False if that is not what stands there.
///
/// The dash follows the quotation, the name ends the block. Constant time.
pub fn label_signature(document: &Document<'_>, units: &Units, window: &Window, labels: &mut [Label]) -> bool {
    const LONGEST: usize = 14;
    const LONGEST_NAME: usize = 6;
    let (all, cue) = (&units.units, window.cue);
    let token = |unit: usize| &document.tokens[all[unit].first as usize];
    let block = |unit: usize| units.groups[all[unit].group as usize].block;
    if token(cue).kind != TokenKind::Dash || cue == window.first {
        return false;
    }
    let quotation = cue - 1;
    let rest = (cue + 1..all.len()).take_while(|unit| block(*unit) == block(cue)).take(LONGEST + 1);
    let plain = |unit: usize| !all[unit].quoted && !is_finite(document, all[unit].first as usize);
    let in_name = |unit: &usize| token(*unit).is_word() && token(*unit).is_capitalised();
    let name = rest.clone().take_while(in_name).count();
    let signed = all[quotation].quoted
        && all[quotation].class & 7 >= 2
        && block(quotation) == block(cue)
        && (1..=LONGEST_NAME).contains(&name)
        && cue + name < window.last
        && rest.clone().count() <= LONGEST
        && rest.clone().all(plain);
    if signed {
        labels.fill(Label::Outside);
        labels[quotation - window.first] = Label::Content;
        labels[cue - window.first] = Label::Cue;
        labels[cue + 1 - window.first..=cue + name - window.first].fill(Label::Source);
    }
    signed
}

/// Labels what stands before "…, officials said on Monday." as content, where the chain found source and cue alone.
///
/// The comma before the source ends a clause that begins the sentence, and nothing but time or place follows the cue.
pub fn label_before_source(
    document: &Document<'_>,
    units: &Units,
    traits: &[CueTrait],
    window: &Window,
    labels: &mut [Label],
) -> bool {
    let (all, cue) = (&units.units, window.cue);
    let certain =
        usize::from(all[cue].cue).checked_sub(1).and_then(|row| traits.get(row)).is_some_and(|row| row.tenths >= 8);
    let kind = |unit: usize| document.tokens[all[unit].first as usize].kind;
    let group = &units.groups[all[cue].group as usize];
    let source = labels.iter().position(|label| *label == Label::Source).map(|place| window.first + place);
    let Some(source) = source.filter(|source| certain && *source < cue) else { return false };
    let start = (group.first as usize).max(window.first);
    let comma = source
        .checked_sub(1)
        .filter(|unit| *unit >= start && (all[*unit].quoted || *unit > start && kind(*unit) == TokenKind::Comma));
    let Some(comma) = comma else { return false };
    let end = if all[comma].quoted { comma + 1 } else { comma };
    let goes_on = (cue + 1..group.last as usize).any(|unit| kind(unit) == TokenKind::Comma || all[unit].cue > 0);
    let has_verb = (start..end).any(|unit| all[unit].quoted || is_finite(document, all[unit].first as usize));
    if goes_on || end - start < 3 && !all[start].quoted || !has_verb {
        return false;
    }
    labels[start - window.first..end - window.first].fill(Label::Content);
    true
}

fn is_finite(document: &Document<'_>, token: usize) -> bool {
    matches!(document.tokens[token].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
}
