public import Foundation
public import Testing

/// The optional corpora, vectors, photographs and models that some tests compare with.
///
/// They are no part of the project. They are looked for in the folder that
/// `PADBENCH_TEST_DATA` names, else in `shared/data` beside the checkout; tests that need them are
/// skipped, and say so, when they are not there.
public enum ReferenceData {
  /// The folder, or `nil` when there is none.
  public static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["PADBENCH_TEST_DATA"].map {
      URL(fileURLWithPath: $0, isDirectory: true)
    }
    let beside = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "shared/data", directoryHint: .isDirectory)
    return [named, beside].compactMap(\.self).first {
      FileManager.default.fileExists(atPath: $0.path)
    }
  }()

  /// Whether a file or folder of the reference data is there.
  public static func has(_ path: String) -> Bool {
    folder.map { FileManager.default.fileExists(atPath: $0.appending(path: path).path) } ?? false
  }

  /// A file or folder of the reference data.
  ///
  /// - Throws: when there is no reference data; guard the test with `.reference(_:)`.
  public static func url(_ path: String) throws -> URL {
    try #require(folder).appending(path: path)
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where this part of the reference data is there, and says so otherwise.
  public static func reference(_ path: String) -> Self {
    .enabled(
      if: ReferenceData.has(path),
      "reference data '\(path)' is not here (set PADBENCH_TEST_DATA to its folder)")
  }
}
