//! The user's actors, packed: a list of a million takes some sixty megabytes.

use crate::model::{ActorKind, Gender};

use super::kind::Kind;
use super::user::UserActor;

/// Actors in the user's order. All their words stand in one text, one after the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct UserList {
    text: String,
    rows: Vec<Packed>,
    forms: Vec<Form>,
    own_kinds: Vec<String>,
}

/// One actor: where its words begin, and the lengths of name, identifier and Wikidata item; its forms come after.
#[derive(Debug, Clone, Copy)]
struct Packed {
    start: usize,
    name: u32,
    id: u32,
    wikidata: u32,
    first_form: u32,
    kind: Kind,
    country: [u8; 2],
    gender: Option<Gender>,
    has_id: bool,
}

/// Another form of a name.
#[derive(Debug, Clone, Copy)]
struct Form {
    len: u32,
    is_demonym: bool,
}

/// An actor of the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed<'l> {
    pub(crate) name: &'l str,
    pub(crate) kind: Kind,
    pub(crate) country: &'l str,
    pub(crate) wikidata: &'l str,
    pub(crate) id: Option<&'l str>,
    pub(crate) gender: Option<Gender>,
}

impl UserList {
    /// Adds an actor that [`UserActor::fault`] has nothing against.
    pub(crate) fn push(&mut self, actor: &UserActor) {
        let kind = self.kind_of(&actor.kind);
        let (id, wikidata) = (actor.id.as_deref().unwrap_or_default(), actor.wikidata.as_deref().unwrap_or_default());
        self.rows.push(Packed {
            start: self.text.len(),
            name: actor.name.len() as u32,
            id: id.len() as u32,
            wikidata: wikidata.len() as u32,
            first_form: self.forms.len() as u32,
            kind,
            country: actor.country.as_deref().and_then(|code| code.as_bytes().try_into().ok()).unwrap_or_default(),
            gender: actor.gender,
            has_id: actor.id.is_some(),
        });
        for part in [&actor.name, id, wikidata] {
            self.text.push_str(part);
        }
        let aliases = actor.aliases.iter().map(|form| (form, false));
        for (form, is_demonym) in aliases.chain(actor.demonyms.iter().map(|form| (form, true))) {
            self.forms.push(Form { len: form.len() as u32, is_demonym });
            self.text.push_str(form);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Kinds of the user's own, as [`Kind::Own`] numbers them.
    pub(crate) fn own_kinds(&self) -> &[String] {
        &self.own_kinds
    }

    pub(crate) fn get(&self, idx: usize) -> Listed<'_> {
        let row = &self.rows[idx];
        let name = row.start + row.name as usize;
        let id = name + row.id as usize;
        let part = |start: usize, end: usize| self.text.get(start..end).unwrap_or_default();
        Listed {
            name: part(row.start, name),
            kind: row.kind,
            country: std::str::from_utf8(&row.country).unwrap_or_default().trim_end_matches('\0'),
            wikidata: part(id, id + row.wikidata as usize),
            id: row.has_id.then(|| part(name, id)),
            gender: row.gender,
        }
    }

    /// The other forms of an actor's name; true for nationality words.
    pub(crate) fn forms(&self, idx: usize) -> impl Iterator<Item = (&str, bool)> {
        let row = &self.rows[idx];
        let last = self.rows.get(idx + 1).map_or(self.forms.len(), |next| next.first_form as usize);
        let start = row.start + (row.name + row.id + row.wikidata) as usize;
        self.forms[row.first_form as usize..last].iter().scan(start, |start, form| {
            let from = std::mem::replace(start, *start + form.len as usize);
            Some((self.text.get(from..*start).unwrap_or_default(), form.is_demonym))
        })
    }

    fn kind_of(&mut self, kind: &ActorKind) -> Kind {
        let ActorKind::Other(own) = kind else { return Kind::of_model(kind) };
        let known = self.own_kinds.iter().position(|known| known == own);
        let idx = known.unwrap_or(self.own_kinds.len());
        if idx == self.own_kinds.len() && idx <= usize::from(u16::MAX) {
            self.own_kinds.push(own.clone());
        }
        Kind::Own(idx.min(usize::from(u16::MAX)) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let mut list = UserList::default();
        let club = UserActor::new("Vélo Club Arden").with_alias("VCA").with_id("club-17").with_country("BE");
        let other = UserActor::new("Nordlys").with_kind(ActorKind::Other("company".to_owned()));
        list.push(&club);
        list.push(&other);
        list.push(&club);
        for idx in [0, 2] {
            let found = list.get(idx);
            assert_eq!((found.name, found.country, found.id), ("Vélo Club Arden", "BE", Some("club-17")));
            assert_eq!(list.forms(idx).collect::<Vec<_>>(), [("VCA", false)]);
        }
        let found = list.get(1);
        assert_eq!((found.name, found.country, found.id, found.kind), ("Nordlys", "", None, Kind::Own(0)));
        assert_eq!((list.forms(1).count(), list.own_kinds()), (0, &["company".to_owned()][..]));
    }
}
