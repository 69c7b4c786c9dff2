import Foundation
import Imaging
import TestSupport

/// A small dataset as a user would lay it out: stripes of different contrast stand for faces.
struct FacesOnDisk {
  let scratch: Scratch

  var folder: String { scratch.path("set") }
  var configuration: String { scratch.path("configuration") }
  var output: String { scratch.path("run") }

  static let header =
    "presentation_id,media,label,pai_species,pai_series,subject_id,target_id,partition,"
    + "face_x,face_y,face_w,face_h,sex"

  /// Writes the dataset; `change` may spoil the manifest's lines (the first is the header).
  ///
  /// - Parameter hasOwnDev: whether the pictures of dev are others than those of test.
  init(hasOwnDev: Bool = false, changing change: (inout [String]) -> Void = { _ in }) throws {
    scratch = try Scratch()
    try scratch.write(
      "set/dataset.yaml",
      "name: stripes\nversion: \"1\"\nsynthetic: true\nlicence: CC0-1.0\npurposes: [test]\n")
    var lines = [Self.header]
    for partition in ["dev", "test"] {
      let grey = hasOwnDev && partition == "dev" ? 129 : 128
      for number in 0..<6 {
        let name = "\(partition)-\(number)"
        lines.append(
          "live-\(name),live/\(name).png,bona_fide,,,CANARY\(number),,\(partition),8,8,48,48,f")
        try write("live/\(name).png", contrast: 40 + number * 3, grey: grey)
        for species in ["print", "replay/phone"] {
          let file = species.replacingOccurrences(of: "/", with: "-")
          lines.append(
            "\(file)-\(name),\(file)/\(name).png,attack,\(species),\(file)-\(number),,"
              + "CANARY\(number),\(partition),8,8,48,48,m")
          try write("\(file)/\(name).png", contrast: 10 + number * 7, grey: grey)
        }
      }
    }
    change(&lines)
    try scratch.write("set/manifest.csv", lines.joined(separator: "\n") + "\n")
  }

  private func write(_ name: String, contrast: Int, grey: Int) throws {
    var picture = PixelBuffer(width: 64, height: 64, channels: .rgb, repeating: 128)
    for y in 0..<64 {
      for x in 0..<64 {
        let wave = (x / 4 + y / 7) % 2 == 0 ? contrast : -contrast
        for channel in 0..<3 {
          picture.bytes[(y * 64 + x) * 3 + channel] = UInt8(clamping: grey + wave + channel * 9)
        }
      }
    }
    try scratch.write("set/" + name, bytes: try ImageEncoder.png(picture))
  }

  /// The bytes of every file below the run's folder, by path.
  func runFiles(_ run: String? = nil) throws -> [String: Data] {
    let folder = URL(fileURLWithPath: run ?? output)
    var files: [String: Data] = [:]
    let names = FileManager.default.enumerator(atPath: folder.path)
    while let name = names?.nextObject() as? String {
      let file = folder.appending(path: name)
      if !file.hasDirectoryPath,
        (try file.resourceValues(forKeys: [.isDirectoryKey])).isDirectory != true
      {
        files[name] = try Data(contentsOf: file)
      }
    }
    return files
  }
}
