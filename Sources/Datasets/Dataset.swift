public import PADVocabulary

/// A dataset as it was loaded: its description, its presentations, and where their media are.
public struct Dataset: Sendable {
  /// The folder, as the user named it.
  public let folder: String
  /// What `dataset.yaml` says.
  public let description: DatasetDescription
  /// The presentations, in manifest order, with the partitions of the protocol in force.
  public let presentations: PresentationList
  /// The manifest's attribute columns, in file order; presentations carry their values.
  public let attributeNames: [String]
  /// The names of all protocols, in the order of their bytes.
  public let protocolNames: [String]
  /// The protocol in force; `nil`: the manifest's own partitions.
  public let chosenProtocol: DatasetProtocol?
  /// The comparisons that the dataset declares; `nil`: they follow from its labels.
  public let comparisons: DeclaredComparisons?
  /// The media roots that are bound, in the order of their declaration.
  public let roots: [RootBinding]
  /// The lock, whose digests `dataset.yaml`, `manifest.csv` and the protocol file have met;
  /// `nil` for an unlocked dataset. The media are compared when they are read.
  public let lock: DatasetLock?
  /// The digests of the files that were read: `dataset.yaml`, `manifest.csv`, the protocol file,
  /// `comparisons.csv`.
  public let files: [LockedFile]
  /// What a user should know before relying on the dataset.
  public let warnings: [Diagnostic]

  /// The files' names inside the folder.
  enum FileName {
    static let description = "dataset.yaml"
    static let manifest = "manifest.csv"
    static let protocols = "protocols"
    static let lock = "dataset.lock"
    static let changes = "changes.log"
  }

  /// What a loader does about a lock that is there.
  public enum LockUse: Sendable {
    /// Refuses a dataset whose files are not those of its lock.
    case obey
    /// Takes the files as they are, to lock them again or to list what differs.
    case overlook
  }

  /// The roots that the dataset declares and nobody has bound; their media cannot be read.
  public var unboundRoots: [MediaRoot] {
    description.mediaRoots.filter { root in !roots.contains { $0.name == root.name } }
  }

  /// The position of an attribute in `attributeNames`, or `nil`.
  public func attribute(_ name: String) -> Int? {
    attributeNames.firstIndex { $0.utf8.elementsEqual(name.utf8) }
  }

  /// The checked form of a presentation's media, depth, infrared or frames path.
  ///
  /// - Returns: `nil` for an empty path, or one that no manifest would take.
  public func reference(_ path: String) -> MediaReference? {
    try? MediaReference(path, roots: description.mediaRoots.map(\.name))
  }
}
