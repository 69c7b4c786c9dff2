public import PADVocabulary
import StructuredText

/// Writes a dataset's `dataset.yaml`, `manifest.csv` and protocols from values.
///
/// Equal values give equal bytes. Columns that no presentation uses are left out, beyond the ten
/// that every manifest has. Each file appears whole or not at all.
public struct DatasetWriter: Sendable {
  /// The dataset's folder, which exists.
  public let folder: String

  /// Writes into an existing folder.
  public init(folder: String) {
    self.folder = folder
  }

  /// Writes `dataset.yaml` and `manifest.csv`; media must be there already or follow.
  ///
  /// - Parameters:
  ///   - presentations: distinct ids, in the order they shall have.
  ///   - attributeNames: what the presentations' attributes are called, in their order.
  /// - Throws: `InvalidInput` when the loader would refuse what would be written, `FileFault` when
  ///   a file cannot be written; in either case no file has changed but, in the second,
  ///   possibly `dataset.yaml`.
  public func write(
    _ description: DatasetDescription, presentations: some Collection<Presentation>,
    attributeNames: [String] = []
  ) throws {
    let manifest = Self.manifest(presentations, attributeNames: attributeNames)
    let yaml = Array(description.yaml.utf8)
    // What cannot be loaded again must not be written.
    let read = try DatasetDescription.parse(yaml, file: path(Dataset.FileName.description))
    let csv = CSVReader(bytes: manifest, name: path(Dataset.FileName.manifest))
    var reader = ManifestReader(csv, description: read.description)
    _ = try reader.read()
    try AtomicFile.write(yaml, to: path(Dataset.FileName.description))
    try AtomicFile.write(manifest, to: path(Dataset.FileName.manifest))
  }

  /// Writes `protocols/NAME.csv` into the existing folder `protocols`.
  ///
  /// - Parameters:
  ///   - name: the protocol's name: ASCII letters, digits, `-` and `_`.
  ///   - rows: presentation id, partition and fold (empty where there is one only), in order.
  public func write(
    protocol name: String,
    rows: some Collection<(presentationID: String, partition: Partition, fold: String)>
  ) throws {
    guard MediaRoot.isName(name) else {
      throw InvalidInput(
        .init(
          .error, "\(name.shown) cannot name a protocol",
          remedy: "use ASCII letters, digits, '-' and '_', at most 64"))
    }
    let hasFolds = rows.contains { !$0.fold.isEmpty }
    var csv = CSVWriter(.plain)
    csv.row(["presentation_id", "partition"] + (hasFolds ? ["fold"] : []))
    for row in rows {
      csv.row([row.presentationID, row.partition.rawValue] + (hasFolds ? [row.fold] : []))
    }
    try AtomicFile.write(
      csv.bytes, to: path(Dataset.FileName.protocols + "/" + name + ".csv"))
  }

  private func path(_ name: String) -> String { folder + "/" + name }

  /// The bytes of a manifest.
  static func manifest(
    _ presentations: some Collection<Presentation>, attributeNames: [String]
  ) -> [UInt8] {
    let always: Set<ManifestColumn> = [
      .presentationID, .media, .label, .species, .paiSeries, .paiID, .subjectID, .targetID, .role,
      .partition,
    ]
    var used = always
    for presentation in presentations {
      for column in ManifestColumn.allCases
      where !used.contains(column) && presentation.cell(column) != .empty {
        used.insert(column)
      }
    }
    let columns = ManifestColumn.allCases.filter { used.contains($0) }
    var csv = CSVWriter(.plain)
    csv.row(columns.map(\.name) + attributeNames)
    for presentation in presentations {
      for column in columns {
        switch presentation.cell(column) {
        case .empty: csv.empty()
        case .text(let text): csv.text(text)
        case .number(let value): csv.number(value)
        }
      }
      for index in attributeNames.indices {
        csv.text(index < presentation.attributes.count ? presentation.attributes[index] : "")
      }
      csv.endRow()
    }
    return csv.bytes
  }
}

/// A manifest's cell before it is written.
private enum ManifestCell: Equatable {
  case empty
  case text(String)
  case number(Double)

  init(_ text: String) {
    self = text.isEmpty ? .empty : .text(text)
  }

  init(_ value: Double?) {
    self = value.map { .number($0) } ?? .empty
  }
}

extension Presentation {
  fileprivate func cell(_ column: ManifestColumn) -> ManifestCell {
    switch column {
    case .presentationID: ManifestCell(id)
    case .media: ManifestCell(media)
    case .label: ManifestCell(presentationClass.rawValue)
    case .species: ManifestCell(species?.name ?? "")
    case .paiSeries: ManifestCell(paiSeries)
    case .paiID: ManifestCell(paiID)
    case .subjectID: ManifestCell(subjectID)
    case .targetID: ManifestCell(targetID)
    case .role: ManifestCell(role.rawValue)
    case .partition: ManifestCell(partition?.rawValue ?? "")
    case .session: ManifestCell(session)
    case .captureDevice: ManifestCell(captureDevice)
    case .frameRate: ManifestCell(frameRate)
    case .frames: ManifestCell(framesFile)
    case .depth: ManifestCell(depth)
    case .depthUnit: ManifestCell(depthUnit)
    case .depthMissing: ManifestCell(depthMissing.map { Double($0) })
    case .infrared: ManifestCell(infrared)
    case .faceX: ManifestCell(faceBox?.x)
    case .faceY: ManifestCell(faceBox?.y)
    case .faceWidth: ManifestCell(faceBox?.width)
    case .faceHeight: ManifestCell(faceBox?.height)
    }
  }
}
