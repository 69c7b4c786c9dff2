/// What to import, and how.
public struct ImportRequest: Sendable {
  /// The layout.
  public var layout: DatasetLayout
  /// The original folder.
  public var folder: String
  /// The dataset's folder, which is made if it is not there.
  public var output: String
  /// A folder whose lists and tables are used beside those of the original folder.
  public var lists: String?
  /// The protocol whose partitions the manifest gets, as `NAME` or `NAME/FOLD`.
  public var protocolChoice: String?
  /// Whether a dataset that is there is replaced.
  public var replaces = false
  /// Whether nothing is written when anything is not as it should be.
  public var isStrict = false

  /// Makes a request.
  public init(_ layout: DatasetLayout, folder: String, output: String) {
    self.layout = layout
    self.folder = folder
    self.output = output
  }
}
