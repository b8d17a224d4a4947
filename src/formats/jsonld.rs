//! Claims as schema.org `Claim` objects in JSON-LD, as fact-checking tools read them.
//!
//! `text` is the proposition, `author` its innermost holder, `claimInterpreter` the outlet, `appearance` the article.
//! Source: <https://schema.org/Claim>.

use serde::Serialize;

use crate::model::{ActorKind, Analysis, Article, Claim};

/// A schema.org `Claim`. Serialises to one JSON-LD object.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClaimObject<'a> {
    /// Always `https://schema.org`.
    #[serde(rename = "@context")]
    pub context: &'static str,
    /// Always `Claim`.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// `urn:whosaid:` and the claim's id.
    #[serde(rename = "@id")]
    pub id: String,
    /// The words of the proposition.
    pub text: &'a str,
    /// Who holds it; none for the article's own assertions and for holders without words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Party<'a>>,
    /// Who tells of it: the outlet, where it is known.
    #[serde(rename = "claimInterpreter", skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<Party<'a>>,
    /// Where it stands.
    pub appearance: Appearance<'a>,
    /// The same: the only appearance that one article knows.
    #[serde(rename = "firstAppearance")]
    pub first_appearance: Appearance<'a>,
}

/// A schema.org `Person`, `Organization` or, where only words are known, `Thing`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Party<'a> {
    /// The schema.org type.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// The actor's best name, else the holder's words.
    pub name: &'a str,
    /// The Wikidata item's address.
    #[serde(rename = "sameAs", skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
}

/// A schema.org `NewsArticle`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Appearance<'a> {
    /// Always `NewsArticle`.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// The article's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    /// The caller's name for the article.
    pub identifier: &'a str,
    /// The title as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<&'a str>,
    /// Day of publication, `YYYY-MM-DD`.
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

/// The claims of an article as schema.org objects, in text order; claims inside other claims are left out.
///
/// `analysis` must be of this article, else words are cut wrongly or the claim is left out.
///
/// # Examples
///
/// ```
/// use whosaid::formats::jsonld::claim_objects;
/// use whosaid::{Article, Extractor};
///
/// let article = Article::from_text("Officials said the storm had passed.").with_id("storm");
/// let analysis = Extractor::new().extract(&article);
/// let objects = claim_objects(&article, &analysis);
/// assert_eq!(objects[0].text, "the storm had passed");
/// assert_eq!(objects[0].author.as_ref().map(|author| author.name), Some("Officials"));
/// assert_eq!(objects[0].appearance.identifier, "storm");
/// ```
pub fn claim_objects<'a>(article: &'a Article, analysis: &'a Analysis) -> Vec<ClaimObject<'a>> {
    let whole = analysis.claims.iter().filter(|claim| claim.parent.is_none() && claim.span.fits(&article.text));
    whole.map(|claim| claim_object(article, analysis, claim)).collect()
}

fn claim_object<'a>(article: &'a Article, analysis: &'a Analysis, claim: &Claim) -> ClaimObject<'a> {
    let appearance = Appearance {
        kind: "NewsArticle",
        url: article.url.as_deref(),
        identifier: &article.id,
        headline: article.title.as_deref(),
        published: article.published.map(|day| day.to_string()),
    };
    let outlet = |name| Party { kind: "Organization", name, same_as: None };
    ClaimObject {
        context: "https://schema.org",
        kind: "Claim",
        id: format!("urn:whosaid:{}", claim.id),
        text: &article.text[claim.span],
        author: author(article, analysis, claim),
        interpreter: article.source.as_deref().map(outlet),
        appearance: appearance.clone(),
        first_appearance: appearance,
    }
}

/// The innermost holder: the actor it refers to, else its words.
fn author<'a>(article: &'a Article, analysis: &'a Analysis, claim: &Claim) -> Option<Party<'a>> {
    let innermost = claim.attribution.last()?;
    if let Some(actor) = innermost.actor.and_then(|id| analysis.actors.get(id.0 as usize)) {
        let kind = match actor.kind {
            ActorKind::Person => "Person",
            ActorKind::Country | ActorKind::City | ActorKind::Location => "Place",
            ActorKind::Group | ActorKind::Other(_) => "Thing",
            _ => "Organization",
        };
        let same_as = actor.refs.wikidata.as_ref().map(|item| format!("https://www.wikidata.org/entity/{item}"));
        return Some(Party { kind, name: &actor.name, same_as });
    }
    let words = innermost.holder.filter(|holder| holder.fits(&article.text))?;
    Some(Party { kind: "Thing", name: &article.text[words], same_as: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_serialises_as_linked_data() {
        let mut article = Article::from_text("The pump did not start.").with_id("pump");
        article.url = Some("https://example.org/pump".to_owned());
        let analysis = crate::Extractor::new().extract(&article);
        let json = serde_json::to_value(claim_objects(&article, &analysis)).unwrap();
        assert_eq!(json[0]["@type"], "Claim");
        assert_eq!(json[0]["text"], "The pump did not start.");
        assert_eq!(json[0]["appearance"]["url"], "https://example.org/pump");
        assert!(json[0].get("author").is_none());
    }
}
