//! The gazetteer: actors that are known by name, embedded and the user's.
//!
//! Every written form of a name is one [`NameRow`]; its number is the `row` of the term matcher's hits.
//! Several rows may share the same words (Georgia the country, Georgia the state).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::lexicon::{TermSet, TermTable, embedded};
use crate::model::Gender;

use super::kind::Kind;
use super::listed::{Listed, UserList};
use super::user::{ActorOptions, GazetteerPart};

const COUNTRIES: &str = include_str!("../lexicon/en/countries.tsv");
const CITIES: &str = include_str!("../lexicon/en/cities.tsv");
const METONYMS: &str = include_str!("../lexicon/en/metonyms.tsv");
const ORGANIZATIONS: &str = include_str!("../lexicon/en/organizations.tsv");
const MEDIA: &str = include_str!("../lexicon/en/media.tsv");
const PEOPLE: &str = include_str!("../lexicon/en/people.tsv");
const REGIONS: &str = include_str!("../lexicon/en/regions.tsv");
const AMBIGUOUS: &str = include_str!("../lexicon/en/ambiguous.tsv");

/// Number of an entry; [`NO_ENTRY`] where a name is in no list.
pub(crate) type EntryId = u32;

/// No entry.
pub(crate) const NO_ENTRY: EntryId = u32::MAX;

/// An actor of the gazetteer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'g> {
    pub(crate) name: &'g str,
    pub(crate) kind: Kind,
    /// ISO 3166 alpha-2, or empty.
    pub(crate) country: &'g str,
    pub(crate) wikidata: &'g str,
    pub(crate) user: Option<&'g str>,
    pub(crate) gender: Option<Gender>,
    /// The user's entries go before the embedded ones.
    pub(crate) priority: u8,
    /// A capital: its country's government.
    pub(crate) government: EntryId,
    /// What the entry's holder is or was: `office|organisation|from|to`, separated by `;`.
    pub(crate) offices: &'static str,
}

/// An embedded entry.
#[derive(Debug, Clone)]
pub(crate) struct Embedded {
    pub(crate) name: Cow<'static, str>,
    pub(crate) kind: Kind,
    country: &'static str,
    wikidata: &'static str,
    gender: Option<Gender>,
    pub(crate) government: EntryId,
    offices: &'static str,
}

/// How a written form refers to its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    Name,
    Alias,
    Demonym,
}

/// One written form of an entry's name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NameRow {
    pub(crate) entry: EntryId,
    pub(crate) written: Written,
    /// Only in exactly this case.
    pub(crate) exact: bool,
    /// Only after "the".
    pub(crate) article: bool,
    /// Share of the sightings that mean this entry, in percent.
    pub(crate) prior: u8,
}

/// All entries and their written forms.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    /// The embedded ones; the user's come after them.
    pub(crate) embedded: Vec<Embedded>,
    listed: UserList,
    pub(crate) names: Vec<NameRow>,
    /// Country code -> entries of the country and of its government.
    pub(crate) countries: HashMap<&'static str, (EntryId, EntryId)>,
    /// Last and first words of persons' names, lower case -> the persons.
    surnames: HashMap<String, Vec<EntryId>>,
    first_words: HashMap<String, Vec<EntryId>>,
}

impl Gazetteer {
    /// Reads the embedded tables and the user's actors and puts every written form into `terms`.
    pub(crate) fn load<'t>(terms: &'t mut TermSet, options: ActorOptions) -> Gazetteer {
        let mut load = Loader {
            gazetteer: Gazetteer::default(),
            terms,
            priors: HashMap::new(),
            demonyms: HashSet::new(),
            listed_kind: Kind::Organization,
        };
        for row in embedded("ambiguous.tsv", AMBIGUOUS, 3) {
            load.priors.insert(row.cell(0), row.cell(2));
        }
        let parts: [(GazetteerPart, Reader<'t>); 7] = [
            (GazetteerPart::Countries, Loader::countries),
            (GazetteerPart::Cities, Loader::cities),
            (GazetteerPart::Regions, Loader::regions),
            (GazetteerPart::Metonyms, Loader::metonyms),
            (GazetteerPart::Organizations, Loader::organizations),
            (GazetteerPart::Media, Loader::media),
            (GazetteerPart::People, Loader::people),
        ];
        for (part, read) in parts {
            if !options.without.contains(&part) {
                read(&mut load);
            }
        }
        load.user(&options.actors);
        Gazetteer { listed: options.actors, ..load.gazetteer }
    }

    pub(crate) fn entry(&self, id: EntryId) -> Entry<'_> {
        if let Some(entry) = self.embedded.get(id as usize) {
            let Embedded { name, kind, country, wikidata, gender, government, offices } = entry;
            let (kind, gender, government) = (*kind, *gender, *government);
            return Entry { name, kind, country, wikidata, user: None, gender, priority: 0, government, offices };
        }
        let Listed { name, kind, country, wikidata, id: user, gender } =
            self.listed.get(id as usize - self.embedded.len());
        Entry { name, kind, country, wikidata, user, gender, priority: 1, government: NO_ENTRY, offices: "" }
    }

    /// Kinds of the user's own, as [`Kind::Own`] numbers them.
    pub(crate) fn own_kinds(&self) -> &[String] {
        self.listed.own_kinds()
    }

    /// Persons with this surname, lower case.
    pub(crate) fn people_called(&self, surname: &str) -> &[EntryId] {
        self.surnames.get(surname).map_or(&[], Vec::as_slice)
    }

    /// Persons of three words or more whose name begins with this word, lower case.
    pub(crate) fn people_first(&self, word: &str) -> &[EntryId] {
        self.first_words.get(word).map_or(&[], Vec::as_slice)
    }

    fn note_person(&mut self, entry: EntryId, name: &str) {
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split([' ', '-']).collect();
        if let [first, .., last] = words[..] {
            let same_surname = self.surnames.entry(last.to_owned()).or_default();
            if same_surname.last() != Some(&entry) {
                same_surname.push(entry);
            }
            if words.len() > 2 {
                self.first_words.entry(first.to_owned()).or_default().push(entry);
            }
        }
    }
}

/// Reads one embedded table.
type Reader<'t> = fn(&mut Loader<'t>);

struct Loader<'t> {
    gazetteer: Gazetteer,
    terms: &'t mut TermSet,
    priors: HashMap<&'static str, &'static str>,
    /// Single words for countries and their people.
    demonyms: HashSet<&'static str>,
    /// Kind of the user's actor whose names are read.
    listed_kind: Kind,
}

impl Loader<'_> {
    fn entry(&mut self, name: &'static str, kind: Kind, country: &'static str, wikidata: &'static str) -> EntryId {
        self.gazetteer.embedded.push(Embedded {
            name: Cow::Borrowed(name),
            kind,
            country,
            wikidata,
            gender: None,
            government: NO_ENTRY,
            offices: "",
        });
        self.gazetteer.embedded.len() as u32 - 1
    }

    fn kind_of(&self, entry: EntryId) -> Kind {
        self.gazetteer.embedded.get(entry as usize).map_or(self.listed_kind, |entry| entry.kind)
    }

    fn name(&mut self, entry: EntryId, name: &str, written: Written) {
        let (name, marked) = match name.strip_prefix('=') {
            Some(rest) => (rest, true),
            None => (name, false),
        };
        // "the North" is written without its article, which must stand before it.
        let bare = name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name);
        let keeps = self.kind_of(entry) == Kind::City;
        let article = bare.len() < name.len() && !keeps;
        let name = if article { bare } else { name };
        let exact = marked || is_acronym(name) || self.begins_with_country(name);
        let prior = self.prior(name, entry).min(if article && self.demonyms.contains(name) { 40 } else { 100 });
        let row = self.gazetteer.names.len() as u32;
        self.gazetteer.names.push(NameRow { entry, written, exact, article, prior });
        let mut add = |variant: &str| match exact {
            true => self.terms.add_exact(variant, TermTable::Name, row),
            false => self.terms.add_folded(variant, TermTable::Name, row),
        };
        if name.is_ascii() && !name.contains(['\'', '-', '&']) {
            add(name);
        } else {
            variants(name).iter().for_each(|variant| add(variant));
        }
    }

    /// What share of the sightings of these words means this entry, by the table of ambiguous words.
    fn prior(&self, name: &str, entry: EntryId) -> u8 {
        let Some(usual) = self.priors.get(name) else { return 100 };
        match (Kind::parse(usual), self.kind_of(entry)) {
            (None, _) => 30,
            (Some(usual), kind) if usual == kind => 90,
            (Some(usual), kind) if usual.class() == kind.class() => 70,
            _ => 40,
        }
    }

    /// "German Army" is a name, "German army" a description.
    fn begins_with_country(&self, name: &str) -> bool {
        name.split_once(' ').is_some_and(|(first, rest)| {
            self.demonyms.contains(first)
                && rest.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase))
        })
    }

    fn names(&mut self, entry: EntryId, name: &'static str, aliases: impl Iterator<Item = &'static str>) {
        self.name(entry, name, Written::Name);
        for alias in aliases {
            self.name(entry, alias, Written::Alias);
        }
    }

    fn countries(&mut self) {
        for row in embedded("countries.tsv", COUNTRIES, 6) {
            let (name, code) = (row.cell(0), row.cell(1));
            let country = self.entry(name, Kind::Country, code, row.cell(2));
            self.names(country, name, row.list(3, '|'));
            for demonym in row.list(4, '|') {
                self.name(country, demonym, Written::Demonym);
            }
            self.demonyms.extend(
                row.list(4, '|').chain(row.list(3, '|')).chain([name]).map(|word| word.trim_start_matches('=')),
            );
            let government = self.entry(name, Kind::Government, code, "");
            self.gazetteer.embedded[government as usize].name = Cow::Owned(format!("Government of {name}"));
            self.gazetteer.embedded[country as usize].government = government;
            self.gazetteer.countries.entry(code).or_insert((country, government));
        }
    }

    fn user(&mut self, list: &UserList) {
        let n_embedded = self.gazetteer.embedded.len();
        self.gazetteer.names.reserve(list.len());
        for idx in 0..list.len() {
            let (entry, actor) = ((n_embedded + idx) as EntryId, list.get(idx));
            self.listed_kind = actor.kind;
            self.name(entry, actor.name, Written::Name);
            for (form, is_demonym) in list.forms(idx) {
                self.name(entry, form, if is_demonym { Written::Demonym } else { Written::Alias });
            }
        }
    }

    fn government_of(&self, code: &str) -> EntryId {
        self.gazetteer.countries.get(code).map_or(NO_ENTRY, |pair| pair.1)
    }

    fn cities(&mut self) {
        for row in embedded("cities.tsv", CITIES, 6) {
            let city = self.entry(row.cell(0), Kind::City, row.cell(1), row.cell(2));
            self.names(city, row.cell(0), row.list(3, '|'));
            for demonym in row.list(5, '|') {
                self.name(city, demonym, Written::Demonym);
            }
            if row.cell(4) == "1" {
                self.gazetteer.embedded[city as usize].government = self.government_of(row.cell(1));
            }
        }
    }

    fn regions(&mut self) {
        for row in embedded("regions.tsv", REGIONS, 6) {
            let region = self.entry(row.cell(0), Kind::Location, row.cell(2), row.cell(3));
            self.names(region, row.cell(0), row.list(4, '|'));
            for demonym in row.list(5, '|') {
                self.name(region, demonym, Written::Demonym);
            }
        }
    }

    fn metonyms(&mut self) {
        for row in embedded("metonyms.tsv", METONYMS, 4) {
            let kind = Kind::parse(row.cell(2)).unwrap_or(Kind::Government);
            let body = self.entry(row.cell(0), kind, row.cell(1), "");
            self.names(body, row.cell(0), row.list(3, '|'));
        }
    }

    fn organizations(&mut self) {
        for row in embedded("organizations.tsv", ORGANIZATIONS, 6) {
            // The table calls armed and political movements groups; here a group has no name of its own.
            let kind = match Kind::parse(row.cell(1)) {
                Some(Kind::Group) => Kind::Military,
                kind => kind.unwrap_or(Kind::Organization),
            };
            let body = self.entry(row.cell(0), kind, row.cell(2), row.cell(3));
            self.names(body, row.cell(0), row.list(4, '|'));
        }
    }

    fn media(&mut self) {
        for row in embedded("media.tsv", MEDIA, 4) {
            let medium = self.entry(row.cell(0), Kind::Media, row.cell(1), row.cell(2));
            self.names(medium, row.cell(0), row.list(3, '|'));
        }
    }

    fn people(&mut self) {
        for row in embedded("people.tsv", PEOPLE, 6) {
            let person = self.entry(row.cell(0), Kind::Person, row.cell(1), row.cell(2));
            let entry = &mut self.gazetteer.embedded[person as usize];
            entry.gender = match row.cell(3) {
                "m" => Some(Gender::Male),
                "f" => Some(Gender::Female),
                _ => None,
            };
            entry.offices = row.cell(5);
            self.gazetteer.note_person(person, row.cell(0));
            self.names(person, row.cell(0), row.list(4, '|'));
            let given = row.cell(0).split([' ', '-']).next().unwrap_or("");
            for alias in row.list(4, '|').map(|alias| alias.trim_start_matches('=')) {
                // Other spellings of the surname with the same given name.
                if !alias.contains(' ') && alias.len() > 3 {
                    self.gazetteer.note_person(person, &format!("{given} {alias}"));
                }
            }
        }
    }
}

/// Two to six letters, mostly capitals: `WHO` is not "who".
fn is_acronym(name: &str) -> bool {
    let n_upper = name.chars().filter(|c| c.is_uppercase()).count();
    name.len() <= 8
        && n_upper >= 2
        && !name.contains(' ')
        && n_upper * 2 >= name.chars().filter(|c| c.is_alphabetic()).count()
}

/// A name with its other spellings: apostrophes, hyphens as spaces (and loose, as tokenised text has them), plain letters.
fn variants(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    let also = |all: &mut Vec<String>, change: &dyn Fn(&str) -> String| {
        for idx in 0..all.len() {
            let changed = change(&all[idx]);
            if !all.contains(&changed) {
                all.push(changed);
            }
        }
    };
    if name.contains(['\'', '’']) {
        also(&mut all, &|name| name.replace('\'', "’"));
        also(&mut all, &|name| name.replace('’', "'"));
    }
    if name.contains('-') {
        also(&mut all, &|name| name.replace('-', " "));
        also(&mut all, &|name| name.replace('-', " - "));
    }
    if name.contains('&') {
        also(&mut all, &|name| name.replace('&', "and"));
    }
    if !name.is_ascii() {
        also(&mut all, &|name| name.chars().map(plain).collect());
    }
    all
}

/// A letter without its marks, where that is one letter.
pub(crate) fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'Á' | 'À' | 'Â' | 'Ä' | 'Ã' | 'Å' => 'A',
        'ç' | 'ć' | 'č' => 'c',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ď' | 'đ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'ğ' | 'ģ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'Í' | 'Î' | 'İ' => 'I',
        'ł' | 'ľ' => 'l',
        'Ł' => 'L',
        'ñ' | 'ń' | 'ň' => 'n',
        'Ñ' => 'N',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'Ó' | 'Ô' | 'Ö' | 'Ø' => 'O',
        'ř' => 'r',
        'Ř' => 'R',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'Ś' | 'Š' | 'Ş' | 'Ș' => 'S',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'Ú' | 'Ü' => 'U',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        'Ź' | 'Ž' | 'Ż' => 'Z',
        _ => c,
    }
}
