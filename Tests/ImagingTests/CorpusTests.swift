import Foundation
import Imaging
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// 919 good, odd, broken and hostile files, and what libpng and libjpeg-turbo make of them.
@Suite(.reference("images/expected.csv")) struct CorpusTests {
  /// Files whose verdict is another than the libraries' because of a limit of ours, and the limit.
  private static let limited: [String: (verdict: DecodeVerdict, because: String)] = [
    "generated/tall_1x1000000.png": (.tooBig, "a PNG's side is at most 16,384"),
    "generated/wide_1000000x1.png": (.tooBig, "a PNG's side is at most 16,384"),
    "generated/ihdr_2147483647_sq.png": (.tooBig, "a side over the limit is no broken header"),
    "generated/sof_65535x65535.jpg": (.tooBig, "a side over libjpeg's limit is no broken header"),
    "generated/progressive_600_scans_4096.jpg": (.tooBig, "scans times pixels are limited"),
    "go-fuzz/png/corpus/077972773f02e194c01dea9e0e6a62c8a71c2144-10": (
      .tooBig, "a side over the limit is no broken header"
    ),
    "go-fuzz/png/corpus/32f48b55e90f7265b3cc27b6c94b78738bb60fc3-3": (
      .tooBig, "a side over the limit is no broken header"
    ),
    "go-fuzz/png/corpus/b2c494c8c5124c63445a9dba6f2247e414f3e3c3-1": (
      .tooBig, "a side over the limit is no broken header"
    ),
    "go-fuzz/png/corpus/d43a5857917f65ed57e7fe622795bdc636af194a-2": (
      .tooBig, "a side over the limit is no broken header"
    ),
    "go-fuzz/png/corpus/f30a96ba7d8f1efb2a551654854bb1faa25c6f8e-2": (
      .tooBig, "a side over the limit is no broken header"
    ),
  ]

  /// The JPEG that is only complained about before its pixels: stray bytes before a marker.
  private static let harmlessJPEGs = [
    "go-fuzz/jpeg/corpus/dedce62444f6e1c7b9880dd5058c67572c817a52"
  ]

  /// The PNG with more pixel data than its size allows; all others lack a text or a profile.
  private static let damagedPNGs = ["generated/idat_long.png"]

  /// Foundation leaks a buffer for every empty file that it reads, which is not what a leak checker
  /// should find here.
  private static func bytes(of row: CorpusRow) throws -> [UInt8] {
    row.size == 0 ? [] : [UInt8](try Data(contentsOf: ReferenceData.url("images/" + row.file)))
  }

  @Test func `agrees with the libraries' own verdicts`() throws {
    let rows = try CorpusRow.all()
    #expect(rows.count > 900)
    for row in rows {
      let bytes = try Self.bytes(of: row)
      let expected = Self.limited[row.file]?.verdict ?? row.verdict
      let start = threadSeconds()
      do throws(ImageFault) {
        let image = try ImageDecoder.decodeAsStored(bytes.span, policy: .lenient)
        #expect(image.verdict == expected, "\(row.file): \(image.warnings)")
        try compare(image, with: row)
      } catch {
        #expect(error.verdict == expected, "\(row.file): \(error)")
      }
      #expect(threadSeconds() - start < 2, "\(row.file)")
    }
  }

  private func compare(_ image: DecodedImage, with row: CorpusRow) throws(ImageFault) {
    #expect(image.format.rawValue == row.format, "\(row.file)")
    #expect(image.originalWidth == row.width && image.originalHeight == row.height, "\(row.file)")
    #expect(image.storedBitDepth == row.bitDepth, "\(row.file)")
    #expect(image.orientation.rawValue == row.orientation, "\(row.file)")
    guard row.verdict == .decodes else { return }
    #if os(Linux)
      #expect(checksum(image.pixels.bytes) == row.checksum, "\(row.file)")
    #else
      for (plane, mean) in zip(image.pixels.planes(in: .rgb), row.means) {
        let sum = plane.bytes.reduce(0) { $0 + Int($1) }
        #expect(abs(Double(sum) / Double(plane.bytes.count) - mean) <= 0.5, "\(row.file)")
      }
    #endif
  }

  @Test func `refuses exactly the pictures with damaged pixels`() throws {
    var accepted: [String: [String]] = [:]
    var refused: [String: [String]] = [:]
    for row in try CorpusRow.all() where row.verdict == .warns {
      let bytes = try Self.bytes(of: row)
      do throws(ImageFault) {
        let image = try ImageDecoder.decode(bytes)
        #expect(image.warnings.scan == 0 && !image.warnings.isEmpty, "\(row.file)")
        accepted[row.format, default: []].append(row.file)
      } catch {
        #expect(error.isRefusedByPolicy && error.phase == .scan, "\(row.file): \(error)")
        refused[row.format, default: []].append(row.file)
      }
    }
    #expect(accepted["jpeg"] == Self.harmlessJPEGs)
    #expect(refused["png"] == Self.damagedPNGs)
  }

  @Test(arguments: DecodeScale.allCases.dropFirst())
  func `gives no file at a smaller scale what it does not give at full`(
    scale: DecodeScale
  ) throws {
    for row in try CorpusRow.all() where row.width <= 4000 {
      let bytes = try Self.bytes(of: row)
      do throws(ImageFault) {
        let image = try ImageDecoder.decodeAsStored(bytes.span, scale: scale)
        #expect(row.verdict == .decodes || row.verdict == .warns, "\(row.file)")
        #expect(image.pixels.width == (row.width + scale.rawValue - 1) / scale.rawValue)
        #expect(image.pixels.height == (row.height + scale.rawValue - 1) / scale.rawValue)
      } catch {
        #expect(row.verdict != .decodes || Self.limited[row.file] != nil, "\(row.file): \(error)")
      }
    }
  }

  @Test func `finds no depth, or depth of the right size, in every file`() throws {
    for row in try CorpusRow.all() where row.width <= 512 {
      let bytes = try Self.bytes(of: row)
      guard let depth = try? ImageDecoder.decodeDepth(bytes) else { continue }
      let sides = [depth.map.width, depth.map.height].sorted()
      #expect(sides == [row.width, row.height].sorted(), "\(row.file)")
      #expect(depth.map.values.allSatisfy { Int($0) < 1 << depth.storedBitDepth }, "\(row.file)")
    }
  }

  #if os(Linux)
    /// In a process of its own, so that no other test's memory counts.
    @Test func `stays below 300 MB over all files`() async {
      await #expect(processExitsWith: .success) {
        for row in try CorpusRow.all() {
          let bytes = try Self.bytes(of: row)
          _ = try? ImageDecoder.decode(bytes, policy: .lenient)
        }
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let peak = try #require(kilobytes("VmHWM", in: status))
        // AddressSanitizer reserves terabytes of addresses and keeps what was freed.
        let isSanitized = try #require(kilobytes("VmPeak", in: status)) > 1 << 32
        if peak > 300_000 && !isSanitized {
          print("peak \(peak) kB")
          exit(1)
        }
      }
    }
  #endif
}

/// Processor time of this thread, which other tests do not use up.
private func threadSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// A line of Linux's `status` file.
private func kilobytes(_ name: String, in status: String) -> Int? {
  status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    .flatMap { Int($0.filter(\.isNumber)) }
}
