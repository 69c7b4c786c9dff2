public import PADVocabulary
import StructuredText

extension DatasetLayout {
  /// Reads the bytes of a layout; `file` stands for it in diagnostics.
  ///
  /// - Throws: `InvalidInput` with everything that is wrong.
  public static func parse(
    _ bytes: [UInt8], file: String
  ) throws(InvalidInput) -> DatasetLayout {
    var reader = try LayoutReader(bytes, file: file)
    let layout = try reader.layout()
    try reader.diagnostics.throwErrors()
    return layout
  }
}
