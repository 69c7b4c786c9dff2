import Datasets
import Evidence
import Media
import PADVocabulary
import StructuredText
import Synthesis

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Datasets of which only the specification is there: made once, into the user's cache.
enum SpecificationFolder {
  /// The seed where nobody names another.
  static let standardSeed: UInt64 = 2019

  /// The folder that holds the dataset: `folder` itself, or, where it has a `spec.yaml` and no
  /// manifest, one in the cache that is synthesized now unless it was before.
  ///
  /// A folder in the cache is named by everything that decides its bytes. It is made under another
  /// name, locked and renamed, so that an interrupted one is never used.
  ///
  /// - Parameters:
  ///   - jobs: presentations rendered at once; no byte depends on it.
  ///   - isQuiet: whether neither progress nor what is done is shown.
  ///   - note: told what is done, a line each.
  /// - Throws: `InvalidInput` for a broken specification, `FileFault` when the cache cannot be
  ///   written, `CancellationError`.
  static func dataset(
    folder: String, seed: UInt64 = standardSeed,
    jobs: Int = ProcessInfo.processInfo.activeProcessorCount, isQuiet: Bool = false,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    note: (String) -> Void = { Console.note($0) }
  ) async throws -> String {
    let files = FileManager.default
    let path = folder + "/spec.yaml"
    guard files.fileExists(atPath: path), !files.fileExists(atPath: folder + "/manifest.csv"),
      !files.fileExists(atPath: folder + "/dataset.yaml")
    else { return folder }
    let spec = try SynthesisSpec.load(path)
    let name = name(of: spec, seed: seed)
    let cache = try CacheFolder.make("synthesized", environment: environment)
    let kept = cache + "/" + name
    if files.fileExists(atPath: kept) {
      if !isQuiet { note("\(folder.printable): synthesized before, taken from \(kept.printable)") }
      return kept
    }
    if !isQuiet {
      note(
        "\(folder.printable) holds only a specification: synthesizing "
          + "\(spec.presentationCount) presentations (seed \(seed)) into \(kept.printable)")
    }
    removeAbandoned(in: cache)
    let unfinished = cache + "/" + Self.unfinished + "\(getpid())-\(name)"
    defer { try? files.removeItem(atPath: unfinished) }
    try await synthesize(spec, seed, into: unfinished, jobs: jobs, isQuiet: isQuiet)
    try Self.rename(unfinished, to: kept)
    return kept
  }

  /// What the name of a folder begins with that is not whole yet; its process follows.
  private static let unfinished = "unfinished-"

  /// The specification's own name, for people, and a digest of all that decides the bytes.
  private static func name(of spec: SynthesisSpec, seed: UInt64) -> String {
    let plain = spec.name.lowercased().utf8.prefix(40).map { byte -> Character in
      let scalar = Unicode.Scalar(byte)
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      return isPlain ? Character(scalar) : "-"
    }
    let digest = ContentDigest(
      of: Array("generator \(Synthesizer.version)\nseed \(seed)\n".utf8) + spec.source)
    return String(plain) + "-" + digest.hex.prefix(24)
  }

  private static func synthesize(
    _ spec: SynthesisSpec, _ seed: UInt64, into folder: String, jobs: Int, isQuiet: Bool
  ) async throws {
    let meter =
      isQuiet
      ? nil
      : ProgressMeter(
        title: "synthesizing", unit: "presentations", total: spec.presentationCount)
    _ = try await Synthesizer.synthesize(spec: spec, seed: seed, into: folder, jobs: jobs) { _, _ in
      meter?.advance()
    }
    meter?.finish()
    // A picture in the cache that changed later is noticed, as in any locked dataset.
    let dataset = try Dataset.load(folder: folder)
    try DatasetLock.make(for: dataset) { _ in }.write(folder: folder)
  }

  /// Gives the whole folder its name; another process that was faster made the same bytes.
  private static func rename(_ folder: String, to name: String) throws(FileFault) {
    #if canImport(Darwin)
      let status = unsafe Darwin.rename(folder, name)
    #else
      let status = unsafe Glibc.rename(folder, name)
    #endif
    guard status != 0 else { return }
    let code = errno
    if code == EEXIST || code == ENOTEMPTY { return }
    throw FileFault(
      path: name.printable, operation: "create", code: code, message: systemWords(code))
  }

  /// Removes what processes left behind that are gone.
  private static func removeAbandoned(in cache: String) {
    let files = FileManager.default
    for entry in (try? files.contentsOfDirectory(atPath: cache)) ?? []
    where entry.hasPrefix(unfinished) {
      let digits = entry.dropFirst(unfinished.count).prefix { $0 != "-" }
      guard let process = Int32(digits), process > 0 else { continue }
      // Signal 0 asks only whether the process is there.
      if kill(process, 0) != 0, errno == ESRCH {
        try? files.removeItem(atPath: cache + "/" + entry)
      }
    }
  }
}
