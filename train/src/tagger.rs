//! Trains the tagger.

use std::collections::{HashMap, HashSet};

use whosaid::syntax::model::{Model, WIDTH};
use whosaid::syntax::tagger::{FIRST_SET, tag_sentence, walk};
use whosaid::syntax::{Tag, Word};

use crate::conllu::Sentence;
use crate::linear::{Counter, Entry, Linear, Random, empty_file};

/// The class of neighbours of a word, by its hash.
pub type Clusters = HashMap<u32, u8>;

/// Passes over the treebanks.
const EPOCHS: usize = 8;
/// After so many of them the features without a row are forgotten.
const PRUNE: usize = 4;

pub fn train(sentences: &[Sentence], test: &[Sentence], clusters: &Clusters) -> Vec<u8> {
    let dictionary = dictionary(sentences, clusters);
    let empty = empty_file(b't', &dictionary);
    let model = Model::new(&empty, b't').expect("the file was just written");
    let look_up = |sentences: &[Sentence]| -> Vec<Sentence> {
        let mut sentences = sentences.to_vec();
        sentences.iter_mut().for_each(|sentence| model.look_up(&mut sentence.words));
        sentences
    };
    let (sentences, test) = (&look_up(sentences), &look_up(test));
    let mut random = Random(0x5EED_1234_5678_9ABC);
    let mut counter = Counter::new();
    for sentence in sentences {
        let mut tags = vec![Tag::Other; sentence.words.len()];
        walk(&sentence.words, &mut tags, |place, keys| {
            counter.count(keys);
            sentence.tags[place]
        });
    }
    let mut linear = Linear::new(&counter, 2, 0.1);
    let mut bytes = empty.clone();
    for epoch in 0..EPOCHS {
        if epoch == PRUNE {
            linear.prune(&counter);
        }
        let right = learn(&mut linear, sentences, &mut random);
        let mut report = String::new();
        if epoch >= PRUNE {
            bytes = linear.file(b't', &dictionary, &counter, 5.0);
            let model = Model::new(&bytes, b't').expect("the file was just written");
            report = format!(", held out {:.3}", measure(&model, test, epoch + 1 == EPOCHS));
        }
        report += &format!(", held out in floats {:.3}", measure_with(test, |keys| linear.scores(keys, 0)));
        println!("epoch {epoch}: train {right:.2}{report}");
    }
    bytes
}

/// Tags of all sentences, each by weights that were trained without it.
pub fn cross_tag(sentences: &[Sentence], clusters: &Clusters) -> Vec<Vec<Tag>> {
    const PARTS: usize = 4;
    let mut tags = vec![Vec::new(); sentences.len()];
    // Sentences of an article stand together, so parts are cut by blocks of 200.
    let part = |idx: usize| idx / 200 % PARTS;
    for held_out in 0..PARTS {
        let rest: Vec<Sentence> =
            sentences.iter().enumerate().filter(|&(idx, _)| part(idx) != held_out).map(|(_, s)| s.clone()).collect();
        let bytes = train(&rest, &[], clusters);
        let model = Model::new(&bytes, b't').expect("the file was just written");
        for idx in (0..sentences.len()).filter(|&idx| part(idx) == held_out) {
            tags[idx] = vec![Tag::Other; sentences[idx].words.len()];
            let mut words = sentences[idx].words.clone();
            model.look_up(&mut words);
            tag_sentence(&model, &words, &mut tags[idx]);
        }
    }
    tags
}

/// Reads all sentences once. Returns the share of right tags among those that were not settled, in per cent.
fn learn(linear: &mut Linear, sentences: &[Sentence], random: &mut Random) -> f64 {
    let mut order: Vec<Sentence> = sentences.iter().map(|s| disguise(s, random)).collect();
    random.shuffle(&mut order);
    let (mut right, mut all) = (0, 0);
    for sentence in &order {
        let mut tags = vec![Tag::Other; sentence.words.len()];
        walk(&sentence.words, &mut tags, |place, keys| {
            let best = best(&linear.scores(keys, 0));
            let gold = sentence.tags[place];
            all += 1;
            right += usize::from(best == gold);
            linear.learn(keys, random.mask(0.2), 1 << gold as u32, (1 << Tag::COUNT) - 1);
            best
        });
    }
    100.0 * right as f64 / f64::from(all.max(1) as u32)
}

fn best(scores: &[f32; WIDTH]) -> Tag {
    Tag::from_index((0..Tag::COUNT).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0))
}

fn measure_with(test: &[Sentence], scores: impl Fn(&[u32]) -> [f32; WIDTH]) -> f64 {
    let (mut right, mut all) = (0, 0);
    for sentence in test {
        let mut tags = vec![Tag::Other; sentence.words.len()];
        walk(&sentence.words, &mut tags, |_, keys| best(&scores(keys)));
        all += tags.len();
        right += tags.iter().zip(&sentence.tags).filter(|(a, b)| a == b).count();
    }
    100.0 * right as f64 / f64::from(all.max(1) as u32)
}

/// A copy of a sentence, sometimes with the capitals of a headline or without any.
fn disguise(sentence: &Sentence, random: &mut Random) -> Sentence {
    let mut copy = sentence.clone();
    let kind = random.below(100);
    for (place, form) in sentence.forms.iter().enumerate() {
        let changed = match kind {
            0..4 if form.len() > 3 || place == 0 => capitalize(form),
            4..6 => form.to_uppercase(),
            6..9 => form.to_lowercase(),
            _ => continue,
        };
        let Word { class, cluster, .. } = copy.words[place];
        copy.words[place] = Word { class, cluster, ..Word::new(&changed) };
    }
    copy
}

fn capitalize(form: &str) -> String {
    let mut letters = form.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The answers of the dictionary by word hash.
fn dictionary(sentences: &[Sentence], clusters: &Clusters) -> Vec<Entry> {
    let mut counts: HashMap<u32, [u32; Tag::COUNT]> = HashMap::new();
    for sentence in sentences {
        for (word, &tag) in sentence.words.iter().zip(&sentence.tags) {
            counts.entry(word.hash).or_default()[tag as usize] += 1;
        }
    }
    let mut words: Vec<(u32, u32, u32)> = Vec::new(); // total, hash, mask or sole tag
    let mut sets: HashMap<u32, u32> = HashMap::new();
    for (&hash, by_tag) in &counts {
        let total: u32 = by_tag.iter().sum();
        if total < 3 {
            continue;
        }
        let most = by_tag.iter().max().copied().unwrap_or(0);
        if total >= 20 && most as f32 >= 0.99 * total as f32 {
            let tag = by_tag.iter().position(|&n| n == most).unwrap_or(0);
            words.push((total, hash, tag as u32 | 1 << 31));
            continue;
        }
        let mask = (0..Tag::COUNT).filter(|&t| by_tag[t] as f32 > 0.02 * total as f32).fold(0, |mask, t| mask | 1 << t);
        *sets.entry(mask).or_default() += total;
        words.push((total, hash, mask));
    }
    let mut ranked: Vec<(u32, u32)> = sets.into_iter().map(|(mask, total)| (total, mask)).collect();
    ranked.sort_by(|a, b| b.cmp(a));
    ranked.truncate(255 - usize::from(FIRST_SET));
    let ids: HashMap<u32, u8> =
        ranked.iter().enumerate().map(|(id, &(_, mask))| (mask, FIRST_SET + id as u8)).collect();
    words.sort_by(|a, b| b.cmp(a));
    let classes: Vec<(u32, u8)> = words
        .into_iter()
        .filter_map(|(_, hash, mask)| Some((hash, if mask >> 31 == 1 { mask as u8 + 1 } else { *ids.get(&mask)? })))
        .take(6000)
        .collect();
    let mut entries: Vec<Entry> = classes
        .iter()
        .map(|&(hash, class)| Entry { hash, class, cluster: clusters.get(&hash).copied().unwrap_or(0) })
        .collect();
    let known: HashSet<u32> = entries.iter().map(|entry| entry.hash).collect();
    let mut others: Vec<(&u32, &u8)> = clusters.iter().filter(|(hash, _)| !known.contains(hash)).collect();
    others.sort();
    entries.extend(others.into_iter().map(|(&hash, &cluster)| Entry { hash, class: 0, cluster }));
    println!("dictionary: {} words, {} sets", entries.len(), ids.len());
    entries
}

/// Tagging accuracy, all tokens counted, in per cent.
fn measure(model: &Model, test: &[Sentence], show: bool) -> f64 {
    let (mut right, mut all) = (0, 0);
    let mut confusions: HashMap<(Tag, Tag), usize> = HashMap::new();
    for sentence in test {
        let mut tags = vec![Tag::Other; sentence.words.len()];
        tag_sentence(model, &sentence.words, &mut tags);
        all += tags.len();
        for (&tag, &gold) in tags.iter().zip(&sentence.tags) {
            right += usize::from(tag == gold);
            if tag != gold {
                *confusions.entry((gold, tag)).or_default() += 1;
            }
        }
    }
    if show {
        let mut list: Vec<_> = confusions.into_iter().collect();
        list.sort_by_key(|&((gold, tag), n)| (std::cmp::Reverse(n), gold, tag));
        for ((gold, tag), n) in list.into_iter().take(16) {
            println!("{gold:?} tagged {tag:?}: {n}");
        }
    }
    100.0 * right as f64 / f64::from(all.max(1) as u32)
}
