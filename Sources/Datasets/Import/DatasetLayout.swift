import PADVocabulary

/// How a dataset lies in its original folder, and what that says about its presentations.
///
/// One YAML file per dataset; a laboratory writes one for its own rig. `datasets/README.md` says
/// what may stand in it.
public struct DatasetLayout: Sendable {
  /// What it is called on the command line.
  public let name: String
  /// The dataset in one line.
  public let title: String
  /// Where what the layout says was read.
  public let source: String
  /// What a user of the dataset should know.
  public let notes: [String]
  /// What the layout says and nobody has seen in a file of the dataset.
  public let unverified: [String]
  /// What `dataset.yaml` gets.
  public let description: DatasetDescription

  /// The media root under which the manifest names the original folder.
  let root: String
  /// A folder that may or may not lie between the imported one and the files.
  let base: [UInt8]
  let names: PartNames
  let tables: [LayoutTable.Declaration]
  let presentations: [PresentationRule]
  let sideFiles: [FileRule]
  let ignored: [FileRule]
  /// Files that belong to the dataset and cannot be read as they are.
  let refused: [FileRule]
  let lists: [ListRule]
  let protocols: [ProtocolRule]
  let grids: [GridRule]
  let counts: [CountRule]
  let attributeNames: [String]
}

/// Files that are no presentations: side files, ignored ones, ones to convert first.
struct FileRule: Sendable {
  var name: String
  var patterns: [PathPattern]
  /// What to do about them; for refused files.
  var remedy = ""
}

/// Which files are presentations, and of what.
struct PresentationRule: Sendable {
  /// The values a rule can give, named as the manifest's columns.
  enum Field: String, CaseIterable, Sendable {
    case id
    case label
    case species = "pai_species"
    case paiSeries = "pai_series"
    case paiID = "pai_id"
    /// Whose face it is: the subject of a bona fide presentation, the target of an attack.
    case person
    case subjectID = "subject_id"
    case targetID = "target_id"
    case role
    case partition
    case session
    case captureDevice = "capture_device"
    case depth
    case infrared
  }

  var name: String
  var patterns: [PathPattern]
  /// Names of its own, from other names, before the tables are looked into.
  var derived: [(slot: Int, rule: ValueRule)] = []
  /// The tables whose columns it uses, by number.
  var joins: [Int] = []
  var values: [Field: ValueRule] = [:]
  var attributes: [(name: Int, rule: ValueRule)] = []
  var depthUnit: Double?
  var depthMissing: Int?
  var faces: FaceTrackRule?
  var isUnverified = false
}

/// Side files with a face box per frame.
struct FaceTrackRule: Sendable {
  /// What a column of such a file is.
  enum Column: String, CaseIterable, Sendable {
    case frame
    case x = "face_x"
    case y = "face_y"
    case width = "face_w"
    case height = "face_h"
    case rightEyeX = "right_eye_x"
    case rightEyeY = "right_eye_y"
    case leftEyeX = "left_eye_x"
    case leftEyeY = "left_eye_y"
  }

  var file: TextTemplate
  var format: ListFormat
  var columns: [Column]
  var isUnverified = false
}

/// Files whose lines name presentations and put them into protocols.
struct ListRule: Sendable {
  var name: String
  var source: ListSource
  /// What a line names: the path of a file or the id of a presentation.
  var key: TextTemplate
  /// The protocol; `nil`: the partitions of the manifest itself.
  var protocolName: ValueRule?
  /// Whether it is for every protocol that other lists make.
  var isForAllProtocols = false
  /// The list whose files for a protocol stand in place of this one's.
  var unless: String?
  var partition: ValueRule?
  var fold: ValueRule?
  /// What the line says the class is; compared with what the file is.
  var label: ValueRule?
  /// Names whose values must be equal to what the line says, as pairs of path templates.
  var depth: TextTemplate?
  var infrared: TextTemplate?
  /// Whether a line may put a file into another partition than the file's own.
  var movesPartitions = false
  /// The presentation rules all of whose files should be in some list of this rule.
  var covers: [String] = []
  var isUnverified = false
}

/// A protocol that follows from what is known of each presentation.
struct ProtocolRule: Sendable {
  var name: String
  var folds: [String]
  var assignments: [(condition: LayoutCondition, partition: Partition)]
  var isUnverified = false
}

/// Presentations that must be there, as all combinations of some values.
struct GridRule: Sendable {
  var id: TextTemplate
  var axes: [(slot: Int, values: [String])]
  var line: Int

  /// How many combinations there are; `nil` when nobody would wait for them.
  var count: Int? {
    var product = 1
    for axis in axes {
      let (next, overflows) = product.multipliedReportingOverflow(by: axis.values.count)
      guard !overflows, next <= 5_000_000 else { return nil }
      product = next
    }
    return product
  }
}

/// How many presentations there should be, according to what was published.
struct CountRule: Sendable {
  var what: String
  var condition: LayoutCondition
  var count: Int
  var isUnverified = false
}
