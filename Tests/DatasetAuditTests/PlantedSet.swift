import Datasets
import Foundation
import Imaging
import Media
import PADVocabulary
import Statistics
import TestSupport

@testable import DatasetAudit

/// A dataset of invented faces in little: smooth blobs, different for every person and every
/// presentation; bona fide pictures carry fine stripes across, attacks the same stripes upright,
/// so that neither costs more bytes. What a test wants to be wrong, it changes.
struct PlantedSet {
  /// One row of the manifest with its picture.
  struct Row {
    var id: String
    var media: String
    var label: String
    var species: String
    var subject: String
    var target: String
    var partition: String
    var bytes: [UInt8]

    var line: String {
      "\(id),\(media),\(label),\(species),\(subject),\(target),\(partition)"
    }
  }

  let scratch: Scratch
  var rows: [Row] = []
  /// How many frames a presentation has, all nearly the same; 0 for stills.
  var frames = 0

  /// Draws `persons` persons with two bona fide presentations and two attacks each; the qualities
  /// of the JPEG files run evenly through both classes.
  init(seed: UInt64, persons: Int = 30, quality: (Row, Int) -> Int = { _, n in 80 + n % 15 }) throws
  {
    scratch = try Scratch()
    var random = Xoshiro256(seed: seed)
    let partitions = ["train", "dev", "test"]
    for person in 0..<persons {
      for shot in 0..<4 {
        let isAttack = shot % 2 == 1
        let name = "p\(person)-\(shot)"
        let subject = "person-\(person)"
        var row = Row(
          id: name, media: "media/\(name).jpg", label: isAttack ? "attack" : "bona_fide",
          species: isAttack ? "print" : "", subject: isAttack ? "" : subject,
          target: isAttack ? subject : "", partition: partitions[person % 3], bytes: [])
        let picture = Self.picture(isUpright: isAttack, &random)
        row.bytes = try ImageEncoder.jpeg(picture, quality: quality(row, person * 2 + shot / 2))
        rows.append(row)
      }
    }
  }

  /// Blobs of colour in a frame of noise.
  static func picture(isUpright: Bool, _ random: inout Xoshiro256) -> PixelBuffer {
    let side = 64
    var blobs: [[Double]] = []
    for _ in 0..<7 {
      var blob = [random.unit() * 64, random.unit() * 64, 6 + random.unit() * 10]
      for _ in 0..<3 { blob.append(random.unit() * 160 - 80) }
      blobs.append(blob)
    }
    var picture = PixelBuffer(width: side, height: side, channels: .rgb, repeating: 0)
    for y in 0..<side {
      for x in 0..<side {
        for channel in 0..<3 {
          var value = 120 + random.normal() * 2
          for blob in blobs {
            let (dx, dy) = ((Double(x) - blob[0]) / blob[2], (Double(y) - blob[1]) / blob[2])
            value += blob[3 + channel] / (1 + (dx * dx + dy * dy) * (dx * dx + dy * dy))
          }
          value += (isUpright ? x : y) % 2 == 0 ? 8 : -8
          picture.bytes[(y * side + x) * 3 + channel] = UInt8(min(max(value, 0), 255))
        }
      }
    }
    return picture
  }

  /// Adds a row of the same kind as another one, in its partition, with other bytes.
  mutating func add(_ id: String, like other: Row, bytes: [UInt8], ending: String = "jpg") {
    var row = other
    row.id = id
    row.media = "media/\(id).\(ending)"
    row.bytes = bytes
    rows.append(row)
  }

  /// Gives a row the other label.
  mutating func swapLabel(_ index: Int) {
    let isAttack = rows[index].label == "attack"
    rows[index].label = isAttack ? "bona_fide" : "attack"
    rows[index].species = isAttack ? "" : "print"
    let subject = rows[index].subject
    rows[index].subject = rows[index].target
    rows[index].target = subject
  }

  /// Writes the dataset and audits it.
  func audit(jobs: Int = 2) async throws -> AuditResult {
    try scratch.write("set/dataset.yaml", "name: planted\nversion: \"1\"\nsynthetic: true\n")
    let header = "presentation_id,media,label,pai_species,subject_id,target_id,partition"
    var rows = rows
    if frames > 0 { for index in rows.indices { rows[index].media = "media/" + rows[index].id } }
    let lines = [header] + rows.map(\.line)
    try scratch.write("set/manifest.csv", lines.joined(separator: "\n") + "\n")
    for row in rows where frames == 0 { try scratch.write("set/" + row.media, bytes: row.bytes) }
    for row in rows {
      for frame in 0..<frames {
        try scratch.write("set/\(row.media)/frame-\(1000 + frame).jpg", bytes: row.bytes)
      }
    }
    let dataset = try Dataset.load(folder: scratch.path("set"))
    return try await DatasetAuditor(dataset) { "<\($0)>" }.run(jobs: jobs)
  }
}

extension AuditResult {
  func findings(_ kind: AuditFinding.Kind) -> [AuditFinding] { findings.filter { $0.kind == kind } }
}
