/// The names that a layout gives to parts of paths, to columns of tables, and to what is known of
/// a presentation; a name's slot is its place in `PartValues`.
struct PartNames: Sendable {
  /// Names that every layout has without declaring them.
  enum BuiltIn: String, CaseIterable, Sendable {
    /// The path inside the imported folder.
    case path
    /// The path without the extension of its last name.
    case stem
    /// The path of the folder the file is in.
    case folder
    /// The last name of the path without its extension.
    case file
    case label
    case species = "pai_species"
    case partition
    case subjectID = "subject_id"
    case targetID = "target_id"
    case session
    case captureDevice = "capture_device"
    case role
    /// The fold that a protocol's rule is asked about.
    case fold
    /// The name of the rule that knew the file.
    case rule

    var slot: Int { BuiltIn.allCases.firstIndex(of: self) ?? 0 }

    /// What is known before a rule's own values are.
    static let ofFiles: [BuiltIn] = [.path, .stem, .folder, .file]
  }

  private(set) var all = BuiltIn.allCases.map(\.rawValue)

  /// The slot of a name, which is declared if it was not.
  mutating func declare(_ name: String) -> Int {
    if let slot = find(name) { return slot }
    all.append(name)
    return all.count - 1
  }

  /// The slot of a declared name.
  func find(_ name: String) -> Int? {
    all.firstIndex { $0.utf8.elementsEqual(name.utf8) }
  }

  /// Whether a text can be a name: ASCII letters, digits and `_`, at most 40.
  static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.count <= 40
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

/// The texts of all names for one file or line; empty where there is none.
struct PartValues: Sendable {
  private var texts: [String]

  init(count: Int) {
    texts = [String](repeating: "", count: count)
  }

  subscript(slot: Int) -> String {
    get { texts[slot] }
    set { texts[slot] = newValue }
  }

  subscript(name: PartNames.BuiltIn) -> String {
    get { texts[name.slot] }
    set { texts[name.slot] = newValue }
  }

  /// Forgets all texts.
  mutating func clear() {
    for slot in texts.indices { texts[slot] = "" }
  }
}
