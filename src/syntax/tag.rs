//! Part-of-speech tags.

/// A part-of-speech tag, after the Penn Treebank, with close ones merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(u8)]
#[allow(missing_docs)] // the names are the treebank's
pub enum Tag {
    Nn,
    Nns,
    Nnp,
    Jj,
    Jjr,
    Jjs,
    Rb,
    Rbr,
    Rbs,
    Vb,
    Vbd,
    Vbg,
    Vbn,
    Vbp,
    Vbz,
    Md,
    In,
    To,
    Rp,
    Dt,
    Prp,
    PrpS,
    Wh,
    Wrb,
    Cc,
    Cd,
    Pos,
    Ex,
    #[default]
    Other,
    Punct,
}
