import Foundation
import TestSupport

/// The statistics vectors of the reference data, computed with scipy, statsmodels and R.
struct StatisticsVectors {
  static let path = "vectors/stats_vectors.json"

  let root: [String: Any]

  init() throws {
    let data = try Data(contentsOf: ReferenceData.url(Self.path))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  func rows(_ name: String) -> [[String: Any]] { root[name] as? [[String: Any]] ?? [] }

  func object(_ name: String) -> [String: Any] { root[name] as? [String: Any] ?? [:] }
}

extension [String: Any] {
  func int(_ key: String) -> Int { self[key] as? Int ?? Int.min }

  func double(_ key: String) -> Double { (self[key] as? NSNumber)?.doubleValue ?? .nan }

  func doubles(_ key: String) -> [Double] {
    (self[key] as? [NSNumber])?.map(\.doubleValue) ?? []
  }
}
