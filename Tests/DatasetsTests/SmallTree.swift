import Datasets
import Testing

/// Some files of a dataset under their published names, with lists of them, to be damaged by a seed.
struct SmallTree: Sendable, CustomTestStringConvertible {
  /// A list file, whose lines each name one file of the tree.
  struct List: Sendable {
    var path: String
    var entries: [(file: String, line: String)]
    var head = ""
    var separator = "\n"
    var tail = "\n"

    /// What the file holds.
    var text: String { head + entries.map(\.line).joined(separator: separator) + tail }

    /// Where an entry stands, as `path:line`.
    func place(_ entry: Int) -> String {
      "\(path):\(entry + 1 + head.utf8.count { $0 == UInt8(ascii: "\n") })"
    }
  }

  /// What tells that a file is missing.
  enum Witness: Sendable {
    /// The layout knows all names of the set; this many.
    case rule(Int)
    case lists
    /// Nothing but the counts.
    case nobody
  }

  /// What two lines of different lists do that change their places.
  enum Swap: Sendable {
    case none
    /// They contradict what their files are.
    case contradicts
    /// They do, and no list of their kind names the files any more.
    case contradictsAndUnlists
    /// They name files that are not there.
    case leadsNowhere
  }

  var layout: ShippedLayout
  var files: [String]
  /// Files that belong to one of `files`, by it.
  var companions: [String: [String]] = [:]
  var lists: [List] = []
  var witness: Witness
  var swap = Swap.none
  /// The number of presentations that the set is published with, where the layout knows it.
  var published: Int?
  var strange: [String]

  var testDescription: String { "\(layout)" }

  /// A path as an id or a list line has it, without its ending.
  static func stem(_ path: String) -> String {
    for ending in [".m.mov", ".mov", ".mp4", ".MOV", ".jpg", ".png"] where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path
  }
}
