import Evidence
import StructuredText
import Subsystems
import Testing

@testable import Runs

private func identity(_ change: (inout RunIdentity) -> Void = { _ in }) -> RunIdentity {
  var identity = RunIdentity(
    toolVersion: "1.0.0", datasetName: "d", datasetVersion: "1", datasetRoot: nil,
    datasetFiles: [("manifest.csv", "00")], protocolName: "", partitions: ["dev", "test"],
    detectors: [SubsystemCard(name: "n", version: "1")], faceFinder: nil, decodePolicy: "strict",
    imageLimits: "pixels=1", versions: [("libpng", "1.6.39")], processorClass: "x86_64 avx2",
    pseudonymKey: "k", rates: [("criterion", "eer")])
  change(&identity)
  return identity
}

@Suite struct RunIdentityTests {
  @Test(
    arguments: [
      { $0.toolVersion = "1.0.1" }, { $0.datasetRoot = "ab" }, { $0.protocolName = "p1" },
      { $0.detectors = [SubsystemCard(name: "n", version: "2")] },
      { $0.faceFinder = SubsystemCard(name: "f", version: "1", role: .faceFinder) },
      { $0.decodePolicy = "lenient" }, { $0.imageLimits = "pixels=2" },
      { $0.versions = [("libpng", "1.6.40")] }, { $0.processorClass = "arm64" },
      { $0.rates = [("criterion", "bpcer20")] },
    ] as [@Sendable (inout RunIdentity) -> Void])
  func `moves with everything that can change a result`(
    change: @Sendable (inout RunIdentity) -> Void
  ) throws {
    #expect(
      try ContentDigest(ofCanonical: identity().json)
        != ContentDigest(ofCanonical: identity(change).json))
  }

  @Test func `is written with its digest, as strict JSON`() throws {
    let file = try RunIdentity.file(of: identity().json)
    let read = try StrictJSON.parse(file, name: "run.json")
    #expect(read["digest"]?.text == (try ContentDigest(ofCanonical: identity().json).hex))
    #expect(read["dataset"]?["root"]?.text == "unlocked")
  }

  @Test(
    arguments: [
      { $0.toolVersion = "1.0.1" }, { $0.decodePolicy = "lenient" },
      { $0.imageLimits = "pixels=2" }, { $0.versions = [("libpng", "1.6.40")] },
      { $0.processorClass = "arm64" },
      { $0.faceFinder = SubsystemCard(name: "f", version: "1", role: .faceFinder) },
    ] as [@Sendable (inout RunIdentity) -> Void])
  func `a scoring key moves with everything that can change a score`(
    change: @Sendable (inout RunIdentity) -> Void
  ) throws {
    let detector = GreyDetector()
    #expect(
      try identity().scoringKey(of: detector) != identity(change).scoringKey(of: detector))
    var other = GreyDetector()
    other.card.version = "2"
    #expect(try identity().scoringKey(of: detector) != identity().scoringKey(of: other))
  }

  @Test func `a scoring key does not move with what changes no score`() throws {
    let changed = identity {
      $0.datasetName = "other"
      $0.rates = [("criterion", "bpcer20")]
      $0.partitions = ["test"]
      $0.detectors.append(SubsystemCard(name: "more", version: "1"))
      $0.versions.append(("runtime", "of another detector"))
    }
    let detector = GreyDetector()
    #expect(try identity().scoringKey(of: detector) == changed.scoringKey(of: detector))
  }

  @Test func `names the vector extensions that numeric kernels use`() {
    let text = "processor : 0\nflags : fpu sse2 avx fma avx2 ssse3\n"
    #expect(ProcessorClass.extensions(inProcessorInformation: text) == ["avx", "avx2", "fma"])
    #expect(ProcessorClass.extensions(inProcessorInformation: "") == [])
  }
}
