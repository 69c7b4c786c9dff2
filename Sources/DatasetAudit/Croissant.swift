public import Datasets
import Evidence
public import PADVocabulary
public import StructuredText

/// A dataset described in Croissant 1.0 (MLCommons), so that catalogues and loaders understand it.
///
/// It names the manifest with its digest, the media, and every column of the manifest with its
/// type; no row and no person is in it.
public struct Croissant: Sendable {
  private let dataset: Dataset
  private let columns: [String]

  /// Describes a dataset.
  ///
  /// - Parameter columns: the manifest's columns, in file order.
  init(_ dataset: Dataset, columns: [String]) {
    self.dataset = dataset
    self.columns = columns
  }

  /// Describes a loaded dataset, reading the first line of its manifest again.
  ///
  /// - Throws: `FileFault` when the manifest is not there any more.
  public init(_ dataset: Dataset) throws(FileFault) {
    self.init(dataset, columns: try CSVReader(path: dataset.folder + "/manifest.csv").columns)
  }

  /// The description as JSON-LD.
  public var json: JSONValue {
    let description = dataset.description
    var members: [JSONValue.Member] = [
      .init("@context", Self.context), .init("@type", "sc:Dataset"),
      .init("conformsTo", "http://mlcommons.org/croissant/1.0"),
      .init("name", .string(description.name)),
      .init("version", .string(description.version)),
      .init("description", .string(words)),
    ]
    if !description.licence.isEmpty {
      members.append(.init("license", .string(description.licence)))
    }
    let use = description.purposes.joined(separator: ", ")
    for (name, text) in [
      ("rai:dataUseCases", use), ("rai:dataCollection", description.provenance),
      ("rai:personalSensitiveInformation", personal),
    ] where !text.isEmpty {
      members.append(.init(name, .string(text)))
    }
    members.append(.init("distribution", .array([manifest, media])))
    members.append(.init("recordSet", .array([records])))
    return .object(members)
  }

  private var words: String {
    let count = dataset.presentations.count
    let kind = dataset.description.isSynthetic ? "synthetic " : ""
    return "\(count) \(kind)face presentations, bona fide and attacks (ISO/IEC 30107-3)"
  }

  private var personal: String {
    if dataset.description.isSynthetic { return "None: no person is in the dataset." }
    let basis = dataset.description.consentBasis
    return "Face pictures of persons" + (basis.isEmpty ? "." : "; basis of processing: \(basis)")
  }

  private var manifest: JSONValue {
    let digest = dataset.files.first { $0.path == "manifest.csv" }?.digest.hex ?? ""
    return [
      "@type": "cr:FileObject", "@id": "manifest.csv", "name": "manifest.csv",
      "contentUrl": "manifest.csv", "encodingFormat": "text/csv", "sha256": .string(digest),
    ]
  }

  private var media: JSONValue {
    [
      "@type": "cr:FileSet", "@id": "media", "name": "media",
      "description": "The files that the column media names.",
      "encodingFormat": ["image/jpeg", "image/png"], "includes": "**/*.*",
    ]
  }

  private var records: JSONValue {
    [
      "@type": "cr:RecordSet", "@id": "presentations", "name": "presentations",
      "key": ["@id": "presentations/presentation_id"],
      "field": .array(columns.map(Self.field)),
    ]
  }

  private static let numbers = [
    "frame_rate", "depth_unit", "face_x", "face_y", "face_w", "face_h",
  ]

  private static func field(_ column: String) -> JSONValue {
    let type =
      numbers.contains(column) ? "sc:Float" : column == "depth_missing" ? "sc:Integer" : "sc:Text"
    return [
      "@type": "cr:Field", "@id": .string("presentations/" + column),
      "name": .string("presentations/" + column), "dataType": .string(type),
      "source": [
        "fileObject": ["@id": "manifest.csv"], "extract": ["column": .string(column)],
      ],
    ]
  }

  /// The context that the specification prescribes.
  private static let context: JSONValue = [
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": ["@id": "cr:data", "@type": "@json"],
    "dataType": ["@id": "cr:dataType", "@type": "@vocab"], "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": ["@id": "cr:examples", "@type": "@json"], "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source",
    "subField": "cr:subField", "transform": "cr:transform",
  ]
}
