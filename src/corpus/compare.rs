//! How the claims of a new article stand to those of the articles before it.

use std::collections::{HashMap, HashSet};

use super::ground::{Ground, relate_across};
use super::index::{EntryIdx, day_of, keys_of};
use super::profile::Profile;
use super::relate::Judgement;
use super::sketch::Sketch;
use super::{Corpus, MIN_WEIGHT, Profiled};
use crate::model::RelationKind;
use crate::span::Span;

/// A claim of the new article, an older one, and how they stand.
type Judged = (usize, EntryIdx, Judgement);

impl Corpus {
    /// Articles before that tell of the same event, ascending.
    pub(super) fn of_one_event(&self, article: u32) -> Vec<u32> {
        let member = &self.articles[article as usize];
        let mut candidates = Vec::new();
        if member.published.is_some() {
            self.events.candidates(&member.setting.keys(), member.published, &mut candidates);
        }
        candidates.retain(|other| member.setting.is_of_one_event(&self.articles[*other as usize].setting));
        candidates
    }

    /// The best judgement for each new claim and older article, where it is the best for the older claim too.
    pub(super) fn compare(&self, article: u32, profiles: &[Profiled], same_event: &[u32]) -> Vec<Judged> {
        let concepts = &self.tables.concepts;
        let setting = &self.articles[article as usize].setting;
        let mut candidates = Vec::new();
        let mut judged: Vec<Judged> = Vec::new();
        for (mine, Profiled { profile, .. }) in profiles.iter().enumerate() {
            if profile.weight < MIN_WEIGHT {
                continue;
            }
            let sketch = Sketch::of(profile, concepts);
            self.index.candidates(&keys_of(profile, setting, concepts), day_of(profile), &mut candidates);
            candidates.retain(|other| {
                let is_near = same_event.binary_search(&self.entries[*other as usize].article).is_ok();
                let may_relate = sketch.may_relate(&self.sketches[*other as usize]);
                debug_assert!(
                    is_near
                        || may_relate
                        || self.judge((article, profile), *other, &[]).relation == RelationKind::Unrelated
                );
                !is_near && may_relate
            });
            for other in same_event {
                let (from, to) = self.articles[*other as usize].entries;
                let may_relate = |idx: &EntryIdx| sketch.may_relate_in_event(&self.sketches[*idx as usize]);
                candidates.extend((from..to).filter(may_relate));
            }
            candidates.sort_unstable();
            for other in &candidates {
                let judgement = self.judge((article, profile), *other, same_event);
                if judgement.relation != RelationKind::Unrelated {
                    judged.push((mine, *other, judgement));
                }
            }
        }
        self.best(profiles, judged)
    }

    /// The article published first stands first, so that nothing depends on the order of arrival.
    fn judge(&self, (article, profile): (u32, &Profile), other: EntryIdx, same_event: &[u32]) -> Judgement {
        let entry = &self.entries[other as usize];
        let (new, old) = (&self.articles[article as usize], &self.articles[entry.article as usize]);
        let is_one_event = same_event.binary_search(&entry.article).is_ok();
        let ground = Ground { a: &new.setting, b: &old.setting, is_one_event };
        if new.order() < old.order() {
            relate_across(profile, &entry.profile, ground, &self.tables.concepts)
        } else {
            relate_across(&entry.profile, profile, ground.turned(), &self.tables.concepts)
        }
    }

    fn best(&self, profiles: &[Profiled], mut judged: Vec<Judged>) -> Vec<Judged> {
        let mut best_for_mine: HashMap<(usize, u32), f32> = HashMap::new();
        let mut best_for_other: HashMap<EntryIdx, f32> = HashMap::new();
        // A claim and its facets tell what they have in common once.
        let mut best_for_place: HashMap<(Span, u32, Span), f32> = HashMap::new();
        let place = |mine: usize, other: EntryIdx| {
            let entry = &self.entries[other as usize];
            (profiles[mine].profile.span, entry.article, entry.profile.span)
        };
        for (mine, other, judgement) in &judged {
            let article = self.entries[*other as usize].article;
            let confidence = judgement.confidence;
            let raise = |best: &mut f32| *best = best.max(confidence);
            raise(best_for_mine.entry((*mine, article)).or_default());
            raise(best_for_other.entry(*other).or_default());
            raise(best_for_place.entry(place(*mine, *other)).or_default());
        }
        let mut is_told = HashSet::new();
        judged.retain(|(mine, other, judgement)| {
            let article = self.entries[*other as usize].article;
            let place = place(*mine, *other);
            judgement.confidence >= best_for_place[&place]
                && is_told.insert(place)
                && judgement.confidence >= best_for_mine[&(*mine, article)]
                && judgement.confidence >= best_for_other[other]
        });
        self.drop_inner(profiles, judged)
    }

    /// What a clause inside a claim has in common with the same other claim is told by the outer one.
    fn drop_inner(&self, profiles: &[Profiled], mut judged: Vec<Judged>) -> Vec<Judged> {
        let side = |(mine, other, judgement): &Judged| {
            let entry = &self.entries[*other as usize];
            ((entry.article, judgement.relation as u8), profiles[*mine].profile.span, entry.profile.span)
        };
        let mut sides: HashMap<(u32, u8), Vec<(Span, Span)>> = HashMap::new();
        judged.iter().map(side).for_each(|(key, mine, other)| sides.entry(key).or_default().push((mine, other)));
        judged.retain(|found| {
            let (key, mine, other) = side(found);
            let covers = |(x, y): &(Span, Span)| (*x, *y) != (mine, other) && x.covers(mine) && y.covers(other);
            !sides[&key].iter().any(covers)
        });
        judged
    }
}
