import Foundation
import PADVocabulary
import TestSupport
import Testing

@testable import Datasets

@Suite struct DeclaredComparisonsTests {
  private static let manifest = """
    presentation_id,media,label,pai_species,subject_id,target_id,role
    r,r.png,bona_fide,,ann,,reference
    p,p.png,bona_fide,,ann,,probe
    q,q.png,attack,print,,ann,probe

    """

  private func load(_ comparisons: String) throws -> Dataset {
    let scratch = try Scratch()
    try scratch.write("dataset.yaml", "name: pairs\nversion: \"1\"\nsynthetic: true\n")
    try scratch.write("manifest.csv", Self.manifest)
    try scratch.write("comparisons.csv", comparisons)
    return try Dataset.load(folder: scratch.folder.path)
  }

  @Test func `reads who claims to be whom`() throws {
    let dataset = try load("probe_id,reference_id\nq,ann\np,\"bob, b.\"\np,ann\n")
    let comparisons = try #require(dataset.comparisons)
    #expect(comparisons.persons == ["ann", "bob, b."])
    #expect(comparisons.rows.map { [$0.probe, $0.person] } == [[1, 0], [1, 1], [2, 0]])
    #expect(dataset.files.contains { $0.path == "comparisons.csv" })
  }

  @Test(arguments: [
    ("reference_id,probe_id\nann,x\n", "line 2", "no presentation 'x'"),
    ("reference_id,probe_id\nann,r\n", "line 2", "is an enrolment reference"),
    ("reference_id,probe_id\n,p\n", "line 2", "the reference is empty"),
    ("reference_id,probe_id\nann,p\nann,p\n", "line 3", "stands in line 2"),
    ("reference_id,probe_id,note\nann,p,x\n", "", "note"),
    ("reference_id\nann\n", "", "probe_id"),
    ("reference_id,probe_id\n", "", "no row"),
  ])
  func `names what is wrong`(text: String, line: String, message: String) throws {
    let fault = try #require(throws: InvalidInput.self) { try load(text) }
    let words = fault.diagnostics.map(\.description).joined(separator: "\n")
    #expect(words.contains(message), "\(words)")
    #expect(fault.diagnostics.allSatisfy { $0.file.hasSuffix("comparisons.csv") })
  }

  @Test func `a dataset without the file declares nothing`() throws {
    let scratch = try Scratch()
    try scratch.write("dataset.yaml", "name: pairs\nversion: \"1\"\nsynthetic: true\n")
    try scratch.write("manifest.csv", Self.manifest)
    #expect(try Dataset.load(folder: scratch.folder.path).comparisons == nil)
  }
}
