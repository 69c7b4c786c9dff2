/// The pictures of one detector.
enum PictureKind: String, Sendable, Hashable, CaseIterable {
  case det
  case roc
  case scores
  case epc

  /// What the picture shows.
  var title: String {
    switch self {
    case .det: "DET curves per species"
    case .roc: "ROC curves per species"
    case .scores: "Score histograms per species with the threshold"
    case .epc: "Expected performance curve"
    }
  }
}

/// Which pictures were drawn and where they are, relative to the report.
struct PictureIndex: Sendable {
  /// A picture.
  struct Entry: Sendable, Hashable {
    /// Position of the subsystem; `nil` for the picture of all.
    var subsystem: Int?
    /// What it shows.
    var kind: PictureKind
    /// Its path with `/`, made by the harness only of letters, digits, `.`, `_` and `-`.
    var path: String
  }

  /// A picture of a matcher's whole systems.
  struct SystemEntry: Sendable, Hashable {
    /// Position of the matcher.
    var system: Int
    /// What it shows.
    var title: String
    /// Its path, as those of other pictures.
    var path: String
  }

  /// In the order of the report.
  var entries: [Entry] = []
  /// The same for matchers.
  var systemEntries: [SystemEntry] = []
  /// Why pictures are missing; `nil` when none is.
  var missing: String?

  /// The picture of all detectors.
  var all: Entry? { entries.first { $0.subsystem == nil } }

  /// The pictures of one matcher.
  func ofSystem(_ system: Int) -> [SystemEntry] { systemEntries.filter { $0.system == system } }

  /// The pictures of one detector.
  func of(_ subsystem: Int) -> [Entry] { entries.filter { $0.subsystem == subsystem } }
}
