public import PADVocabulary
import StructuredText

extension DatasetLayout {
  /// Reads the bytes of a layout; `file` stands for it in diagnostics.
  ///
  /// - Parameter meanings: what folder names of the user's own mean, for layouts that take some.
  /// - Throws: `InvalidInput` with everything that is wrong.
  public static func parse(
    _ bytes: [UInt8], file: String, meanings: [(name: String, meaning: String)] = []
  ) throws(InvalidInput) -> DatasetLayout {
    var reader = try LayoutReader(bytes, file: file, meanings: meanings)
    let layout = try reader.layout()
    try reader.diagnostics.throwErrors()
    return layout
  }
}
