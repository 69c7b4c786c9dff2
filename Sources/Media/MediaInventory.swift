import Datasets
import Evidence
import PADVocabulary

/// Every file that an evaluation of a dataset can read, with its digest or the fault it gives.
struct MediaInventory {
  private let opener: MediaOpener
  private let dataset: Dataset

  init(_ dataset: Dataset, settings: MediaSettings) throws {
    self.dataset = dataset
    opener = try MediaOpener(dataset, settings: settings)
  }

  /// Calls `body` once for each file, in the order of the manifest, the dataset's own files first.
  func forEach(_ body: (String, Result<LockedFile, MediaFault>) -> Void) {
    var seen: Set<String> = []
    func visit(_ media: String) {
      if media.isEmpty || !seen.insert(media).inserted { return }
      do throws(MediaFault) {
        for reference in try files(of: media) {
          if reference.text != media, !seen.insert(reference.text).inserted { continue }
          body(reference.text, lockedFile(reference))
        }
      } catch {
        body(media, .failure(error))
      }
    }
    for name in ["dataset.yaml", "manifest.csv"] { visit(name) }
    for name in dataset.protocolNames { visit("protocols/\(name).csv") }
    if dataset.comparisons != nil { visit(DeclaredComparisons.fileName) }
    for presentation in dataset.presentations {
      visit(presentation.media)
      visit(presentation.framesFile)
      visit(presentation.depth)
      visit(presentation.infrared)
    }
  }

  /// The file itself, or the frames in a folder.
  private func files(of media: String) throws(MediaFault) -> [MediaReference] {
    let reference = try opener.reference(media)
    let file = try opener.open(reference)
    guard let info = file.status(), info.isFolder else { return [reference] }
    let names = try ContainedFolder.names(
      in: file, limit: 2 * opener.settings.maxFrames, media: media)
    return try FrameNumbers(names, media: media).entries.map { entry in
      var inside = reference
      inside.path += "/" + entry.name
      return inside
    }
  }

  private func lockedFile(_ reference: MediaReference) -> Result<LockedFile, MediaFault> {
    do throws(MediaFault) {
      let file = try opener.open(reference)
      if let kind = file.status()?.strangeKind {
        throw MediaFault(.unreadable, media: reference.text, "it is \(kind), not a file")
      }
      if let head = file.firstBytes(64), let size = file.status()?.byteCount, size < 1024 {
        try MediaOpener.refusePointer(head, media: reference.text)
      }
      let (digest, size) = try opener.digest(
        of: file, media: reference.text, limit: opener.settings.maxVideoBytes)
      return .success(LockedFile(path: reference.text, size: size, digest: digest))
    } catch {
      return .failure(error)
    }
  }
}
