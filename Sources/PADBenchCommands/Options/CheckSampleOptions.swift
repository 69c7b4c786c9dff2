import ArgumentParser
import Datasets
import Imaging
import Media
import PADVocabulary
import Runs
import Subsystems

/// Which presentations of a dataset a subsystem is checked with.
struct CheckSampleOptions: ParsableArguments {
  @Option(
    name: .long, help: "A dataset whose presentations are shown too.", completion: .directory)
  var dataset: String?

  @OptionGroup var roots: RootOptions

  @Option(
    name: .long, help: "How many presentations of the dataset are shown, spread over all of it.")
  var count = 40

  /// Frames of one presentation that are kept in memory at most.
  private static let mostFrames = 64

  func validate() throws {
    guard (1...10_000).contains(count) else {
      throw ValidationError("--count wants a number from 1 to 10000.")
    }
  }

  /// Presentations of the dataset, evenly spread over it, as a subsystem of this card sees them;
  /// none without a dataset.
  ///
  /// - Parameter finder: looks for faces where the dataset does not say enough of them.
  func samples(
    for card: SubsystemCard, finder: (any FaceSearcher)? = nil
  ) async throws -> [ConformanceCheck.Sample] {
    guard let folder = dataset else { return [] }
    let dataset = try Dataset.load(folder: folder, roots: roots.bindings)
    let settings = MediaSettings(ffmpeg: dataset.namesVideos ? try await FFmpeg.find() : nil)
    let reader = PresentationReader(try MediaOpener(dataset, settings: settings))
    let list = dataset.presentations
    let scale = card.preprocessing.decodeScale
    let wants = card.framePolicy.selects
    var samples: [ConformanceCheck.Sample] = []
    let count = min(count, list.count)
    for number in 0..<count {
      let presentation = list[number * list.count / count]
      var frames: [Frame] = []
      do {
        _ = try await reader.read(presentation, scales: [scale], wants: wants) { frame in
          if let seen = Frame(frame, at: scale) { frames.append(seen) }
          return frames.count < Self.mostFrames
        }
      } catch let fault as MediaFault {
        Console.note("\(presentation.id.printable): left out, \(fault.description)")
        continue
      }
      if let finder {
        for place in frames.indices where frames[place].landmarks.count < 5 {
          guard let face = try finder.faces(in: frames[place].pixels).first else { continue }
          frames[place].faceBox = face.box
          frames[place].landmarks = face.landmarks
        }
      }
      samples.append(.init(name: presentation.id.printable, frames: frames))
    }
    return samples
  }
}
