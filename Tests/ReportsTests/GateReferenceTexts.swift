import Foundation
import TestSupport

/// Published payloads, where the reference data is there.
enum ReferenceTexts {
  private static let path = "text/generated/payloads.json"

  static var has: Bool { ReferenceData.has(path) }

  static func payloads() throws -> [String] {
    let data = try Data(contentsOf: ReferenceData.url(path))
    let lists = try JSONDecoder().decode([String: [String]].self, from: data)
    return lists.sorted { $0.key < $1.key }.flatMap(\.value)
  }
}
