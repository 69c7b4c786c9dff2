import Datasets
import Imaging
import PADVocabulary
import StructuredText

/// Renders planned presentations into the files of a dataset's folder.
struct PresentationFiles {
  private let plan: SynthesisPlan
  private let folder: String

  init(_ plan: SynthesisPlan, in folder: String) {
    self.plan = plan
    self.folder = folder
  }

  /// Renders a presentation, writes its files and returns its row.
  func write(_ planned: PlannedPresentation) throws -> Presentation {
    var recording = plan.recording(of: planned)
    let first = recording.shot()
    let row = plan.presentation(planned, first.place)
    if !row.depth.isEmpty {
      let map = DepthMap(
        width: first.width, height: first.height, values: first.depth.map(DepthScale.steps))
      try AtomicFile.write(ImageEncoder.png(map), to: folder + "/" + row.depth)
    }
    guard let sequences = plan.spec.sequences, planned.isSequence else {
      try writePicture(first, planned, to: row.media)
      return row
    }
    try Synthesizer.makeFolder(folder + "/" + row.media)
    var table = FrameLines()
    for number in 0..<sequences.frameCount {
      try Task.checkCancellation()
      let time = Double(number) / sequences.frameRate
      let shot = number == 0 ? first : recording.shot(number, at: Float(time))
      let name = SynthesisPlan.padded(number + 1, to: 5)
      try writePicture(shot, planned, to: row.media + "/" + name + ".jpg")
      table.add(number + 1, time, shot.place)
    }
    try AtomicFile.write(table.bytes, to: folder + "/" + row.framesFile)
    return row
  }

  private func writePicture(
    _ shot: Shot, _ planned: PlannedPresentation, to path: String
  ) throws {
    let picture = PixelBuffer(
      width: shot.width, height: shot.height, channels: .rgb, bytes: shot.bytes)
    try AtomicFile.write(
      ImageEncoder.jpeg(picture, quality: planned.jpegQuality), to: folder + "/" + path)
  }
}
