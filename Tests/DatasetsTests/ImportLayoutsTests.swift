import Datasets
import Foundation
import PADVocabulary
import TestSupport
import Testing

/// The awkward ones: tables, protocol files, JSON labels, backslashes, columns that lie.
@Suite struct ImportLayoutsTests {
  /// Rows of one fold: bona fide and attacks of train, dev and test.
  private func counts(_ folder: String, _ choice: String) throws -> [Int] {
    let list = try Dataset.load(folder: folder, protocol: choice).presentations
    var counts = [0, 0, 0, 0, 0, 0]
    for row in list.indices {
      guard let partition = list.partition(at: row),
        let place = Partition.allCases.firstIndex(of: partition)
      else { continue }
      counts[2 * place + (list.presentationClass(at: row) == .attack ? 1 : 0)] += 1
    }
    return counts
  }

  static let oulu: [String] = (1...6).flatMap { phone in
    (1...3).flatMap { session in
      (1...55).flatMap { user in
        (1...5).map { kind in
          let set = user <= 20 ? "Train" : user <= 35 ? "Dev" : "Test"
          return "\(set)_files/\(phone)_\(session)_\(user < 10 ? "0" : "")\(user)_\(kind).avi"
        }
      }
    }
  }

  @Test func `OULU-NPU gives the numbers of its four protocols`() throws {
    let folder = try OriginalFolder(Self.oulu)
    let found = try folder.imported(ShippedLayout.ouluNpu.layout())
    #expect(found.summary.presentations == 4950)
    #expect(!found.summary.hasDifferences)
    // The table of bob.db.oulunpu 0.1.2's lists.
    #expect(try counts(folder.output, "protocol_1") == [240, 960, 180, 720, 120, 480])
    #expect(try counts(folder.output, "protocol_2") == [360, 720, 270, 540, 360, 720])
    #expect(try counts(folder.output, "protocol_3/5") == [300, 1200, 225, 900, 60, 240])
    #expect(try counts(folder.output, "protocol_4/2") == [200, 400, 150, 300, 20, 40])
  }

  @Test func `lists of OULU-NPU count, and are held against the published rule`() throws {
    let files = Self.oulu.filter { $0.contains("/1_") && $0.contains("_01_") }
    let folder = try OriginalFolder(
      files,
      texts: [
        "Protocols/Protocol_1/Train.txt":
          "+1,1_1_01_1\n-1,1_1_01_2\n-2,1_1_01_4\n+1,1_2_01_2\n-1,1_3_01_3\n-1,1_1_77_2\nnonsense\n"
      ])
    let found = try folder.imported(ShippedLayout.ouluNpu.layout())
    let list = "Protocols/Protocol_1/Train.txt"
    // Line 4 calls an attack real; line 5 is of a session that the rule keeps for the test.
    #expect(found.files(.contradiction).sorted() == [list + ":4", list + ":5"])
    #expect(found.files(.lineWithoutFile) == [list + ":6"])
    #expect(found.files(.missing).contains("Train_files/1_1_77_2"))
    #expect(found.files(.badLine) == [list + ":7"])
    #expect(found.summary.protocols.first { $0.name == "protocol_1" }?.isFromLists == true)
    #expect(found.summary.protocols.first { $0.name == "protocol_2" }?.isFromLists == false)
    #expect(found.files(.unlisted).contains("Train_files/1_2_01_1"))
  }

  @Test func `CASIA-FASD is read by its table`() throws {
    let folder = try OriginalFolder(
      ["train_release/1/3.avi", "train_release/1/HR_1.avi", "test_release/30/7.avi"],
      texts: ["newfolds/warped_attack.txt": "train_release/1/3\t3\n"])
    let found = try folder.imported(ShippedLayout.casiaFasd.layout())
    #expect(found["train_release/1/3"]?.species?.name == "print/warped")
    #expect(found["train_release/1/HR_1"]?.subjectID == "1")
    #expect(found["test_release/30/7"]?.targetID == "50")
    let fold = try Dataset.load(folder: folder.output, protocol: "newfolds/3")
    #expect(fold.presentations.first { $0.id == "train_release/1/3" }?.partition == .dev)
    #expect(found.summary.unverified.contains { $0.contains("newfolds") })
    #expect(found.files(.missing).count == 600 - 3)
  }

  @Test func `CelebA-Spoof is labelled by its JSON files`() throws {
    func label(_ spoof: Int, _ light: Int, _ place: Int, _ isSpoof: Int) -> String {
      "["
        + (Array(repeating: 0, count: 40) + [spoof, light, place, isSpoof])
        .map(String.init).joined(separator: ", ") + "]"
    }
    let folder = try OriginalFolder(
      [
        "Data/test/1/live/a.png", "Data/test/1/spoof/b.jpg", "Data/test/1/spoof/c.jpg",
        "Data/test/1/live/a_BB.txt",
      ],
      texts: [
        "metas/intra_test/test_label.json": """
        {"Data/test/1/live/a.png": \(label(0, 0, 0, 0)),
         "Data/test/1/spoof/b.jpg": \(label(9, 4, 2, 1)),
         "Data/test/2/spoof/d.jpg": \(label(1, 1, 1, 1)),
         "Data/test/2/spoof/e.jpg": [1, 2]}
        """
      ])
    let found = try folder.imported(ShippedLayout.celebaSpoof.layout())
    let attack = try #require(found["Data/test/1/spoof/b.jpg"])
    #expect(attack.species?.name == "replay/phone")
    #expect(attack.attributes == ["dark", "outdoor"])
    #expect(found["Data/test/1/live/a.png"]?.presentationClass == .bonaFide)
    #expect(found.files(.noTableLine) == ["Data/test/1/spoof/c.jpg"])
    #expect(found.files(.missing) == ["Data/test/2/spoof/d.jpg"])
    #expect(found.files(.lineWithoutFile) == ["metas/intra_test/test_label.json:3"])
    #expect(found.files(.badLine) == ["metas/intra_test/test_label.json:4"])
  }

  @Test func `NUAA's lists have backslashes`() throws {
    let folder = try OriginalFolder(
      [
        "raw/ClientRaw/0001/0001_00_00_01_0.jpg", "raw/ImposterRaw/0001/0001_01_00_01_5.jpg",
        "raw/ImposterRaw/0002/0002_01_00_01_6.jpg",
      ],
      texts: [
        "raw/client_train_raw.txt": "0001\\0001_00_00_01_0.jpg\r\n0009\\0009_00_00_01_0.jpg\r\n",
        "raw/imposter_test_raw.txt": "0001\\0001_01_00_01_5.jpg\n",
      ])
    let found = try folder.imported(ShippedLayout.nuaa.layout())
    #expect(found["ClientRaw/0001/0001_00_00_01_0"]?.partition == .train)
    let imposter = try #require(found["ImposterRaw/0001/0001_01_00_01_5"])
    #expect(imposter.partition == .test)
    #expect(imposter.media == "original:raw/ImposterRaw/0001/0001_01_00_01_5.jpg")
    #expect(found.files(.unlisted) == ["ImposterRaw/0002/0002_01_00_01_6"])
    #expect(found.files(.missing) == ["ClientRaw/0009/0009_00_00_01_0.jpg"])
  }

  @Test func `CASIA-SURF's depth and infrared go by name, not by column`() throws {
    let files = ["color", "depth", "ir"].flatMap { channel in
      ["Val/0000/000000-\(channel).jpg", "Training/real_part/C1/01_a/\(channel)/1.jpg"]
    }
    let folder = try OriginalFolder(
      files + ["Training/fake_part/C2/04_b/color/1.jpg", "Val/0000/000009-ir.jpg"],
      texts: [
        "val_private_list.txt":
          "Val/0000/000000-color.jpg Val/0000/000000-ir.jpg Val/0000/000000-depth.jpg 0\n"
      ])
    let found = try folder.imported(ShippedLayout.casiaSurf.layout())
    let attack = try #require(found["Val/0000/000000"])
    #expect(attack.presentationClass == .attack)
    #expect(attack.depth == "original:Val/0000/000000-depth.jpg")
    #expect(attack.infrared == "original:Val/0000/000000-ir.jpg")
    #expect(found.files(.contradiction) == ["val_private_list.txt:1", "val_private_list.txt:1"])
    #expect(found["Training/fake_part/C2/04_b/color/1"]?.species?.name == "print/type-04")
    #expect(found.files(.noSideFile).count == 2)
    #expect(found.files(.loneSideFile) == ["Val/0000/000009-ir.jpg"])
  }

  @Test func `MSU-MFSD follows its subject lists, else the published ones`() throws {
    let name = "scene01/real/real_client001_android_SD_scene01"
    let alone = try OriginalFolder([name + ".mp4"]).imported(ShippedLayout.msuMfsd.layout())
    #expect(alone[name]?.partition == .test)
    let listed = try OriginalFolder([name + ".mp4"], texts: ["train_sub_list.txt": "01\n02\n"])
      .imported(ShippedLayout.msuMfsd.layout())
    #expect(listed[name]?.partition == .train)
  }

  @Test func `3DMAD comes as folders of frames, and HDF5 is to be converted`() throws {
    let folder = try OriginalFolder(
      [
        "Data/13_03_02/color/000.png", "Data/13_03_02/color/001.png",
        "Data/13_03_02/depth/000.png", "Data/01_01_01.hdf5",
      ],
      texts: [
        "Data/13_03_02/eyes.csv":
          "frame,right_eye_x,right_eye_y,left_eye_x,left_eye_y\n0,1,2,3,4\n"
      ])
    let found = try folder.imported(ShippedLayout.threeDMAD.layout())
    let mask = try #require(found["Data/13_03_02"])
    #expect(mask.media == "original:Data/13_03_02/color")
    #expect(mask.depth == "original:Data/13_03_02/depth")
    #expect(mask.framesFile == "frames/Data/13_03_02.csv")
    #expect((mask.partition, mask.targetID, mask.subjectID) == (.test, "13", ""))
    #expect(found.files(.refused) == ["Data/01_01_01.hdf5"])
    #expect(found.summary.fates[.imported] == 2)
    #expect(found.summary.fates[.sideFile] == 2)
  }

  @Test func `SiW leaves one medium out`() throws {
    let files = [
      "Train/live/001/001-1-1-1-1.mov", "Train/spoof/003/003-1-3-2-1.mov",
      "Train/spoof/001/001-1-3-1-1.mov", "Train/spoof/001/001-1-3-2-1.mov",
      "Test/live/158/158-2-1-1-1.m.mov", "Test/spoof/004/004-1-3-2-1.mov",
      "Test/spoof/004/004-1-3-3-1.mov", "Test/spoof/004/004-1-2-1-1.mp4",
    ]
    let folder = try OriginalFolder(files)
    let found = try folder.imported(ShippedLayout.siw.layout())
    #expect(found.summary.presentations == 8)
    let second = try Dataset.load(folder: folder.output, protocol: "protocol_2/2").presentations
    let places = Dictionary(uniqueKeysWithValues: second.map { ($0.id, $0.partition) })
    #expect(places["Train/spoof/001/001-1-3-1-1"] == .train)
    #expect(places["Train/spoof/001/001-1-3-2-1"] == .some(nil))
    #expect(places["Test/spoof/004/004-1-3-2-1"] == .test)
    #expect(places["Test/spoof/004/004-1-3-3-1"] == .some(nil))
    #expect(places["Test/live/158/158-2-1-1-1"] == .test)
    let third = try Dataset.load(folder: folder.output, protocol: "protocol_3_2").presentations
    #expect(third.first { $0.id == "Test/spoof/004/004-1-2-1-1" }?.partition == .test)
    #expect(third.first { $0.id == "Train/spoof/003/003-1-3-2-1" }?.partition == .dev)
  }

  @Test func `CSMAD and WMCA tell who wears a mask from whose face it is`() throws {
    let csmad = try OriginalFolder([
      "attack/WEAR/A/E_atk_A1_i2_002", "attack/STAND/A/Mask_atk_A2_i3_009",
    ]).imported(ShippedLayout.csmad.layout())
    let worn = try #require(csmad["attack/WEAR/A/E_atk_A1_i2_002"])
    #expect((worn.subjectID, worn.targetID, worn.paiID) == ("E", "A", "A1"))
    #expect(csmad["attack/STAND/A/Mask_atk_A2_i3_009"]?.subjectID == "")
    let wmca = try OriginalFolder([
      "x/100_03_015_2_10.mp4", "001_01_001_0_00.mp4", "512_03_020_1_01.mp4",
      "001_01_000_3_02/color/0.png",
    ]).imported(ShippedLayout.wmca.layout())
    let mask = try #require(wmca["100_03_015_2_10"])
    #expect((mask.subjectID, mask.targetID, mask.species?.name) == ("015", "100", "mask-3d/paper"))
    #expect(wmca["512_03_020_1_01"]?.targetID == "")
    #expect(wmca["001_01_000_3_02"]?.subjectID == "")
    #expect(wmca["001_01_001_0_00"]?.subjectID == "001")
    #expect(wmca.summary.unverified.contains { $0.contains("the rule") })
  }

  @Test func `Bob's CSV protocols may lie in another folder`() throws {
    let folder = try OriginalFolder(["a/1.mov", "a/2.mov", "a/3.jpg", "a/4.mov"])
    try folder.scratch.write(
      "lists/grandtest/train.csv", "filename,subject,attack_type,light\na/1,s1,,x\na/2,s2,print,y\n"
    )
    try folder.scratch.write(
      "lists/grandtest/eval.csv", "filename,subject,attack_type\na/3.jpg,s3,replay\na/9,s9,\n")
    try folder.scratch.write("lists/print/eval.csv", "filename,subject,attack_type\na/2,s2,print\n")
    let found = try folder.imported(ShippedLayout.bobCsv.layout()) {
      $0.lists = folder.scratch.path("lists")
      $0.protocolChoice = "grandtest"
    }
    #expect(found["a/1"]?.subjectID == "s1")
    #expect((found["a/2"]?.targetID, found["a/2"]?.partition) == ("s2", .train))
    #expect((found["a/3"]?.species?.name, found["a/3"]?.partition) == ("replay", .test))
    #expect(found.files(.noTableLine) == ["a/4.mov"])
    #expect(found.files(.missing) == ["a/9"])
    #expect(found.summary.protocols.map { "\($0.name) \($0.rows)" } == ["grandtest 3", "print 1"])
  }

  @Test func `Bob's older lists are read too`() throws {
    let folder = try OriginalFolder(
      ["a/1.avi", "a/2.avi"],
      texts: [
        "lists/P1/train/for_real.lst": "a/1 7\n", "lists/P1/eval/for_attack.lst": "a/2 8 print/1\n",
      ])
    let found = try folder.imported(ShippedLayout.bobLists.layout())
    #expect((found["a/1"]?.subjectID, found["a/2"]?.species?.name) == ("7", "print/1"))
    #expect(found.summary.protocols.map { "\($0.name) \($0.rows)" } == ["P1 2"])
  }

  @Test func `folders of one's own, with words of one's own`() throws {
    let folder = try OriginalFolder([
      "Live/ann/1.JPG", "print/ann/2.png", "train/phones/ben/deep/3.mp4", "replay/phone/4.mov",
      "validation/live/5.jpg", "notes.txt", "other/6.jpg",
    ])
    let layout = try DatasetLayout.load("folders", meanings: [("phones", "replay/phone")])
    let found = try folder.imported(layout)
    #expect(found["Live/ann/1"]?.subjectID == "ann")
    #expect(
      (found["print/ann/2"]?.species?.name, found["print/ann/2"]?.targetID) == ("print", "ann"))
    let phone = try #require(found["train/phones/ben/deep/3"])
    #expect(
      (phone.species?.name, phone.partition, phone.targetID) == ("replay/phone", .train, "ben"))
    #expect(found["replay/phone/4"]?.species?.name == "replay/phone")
    #expect(found["validation/live/5"]?.partition == .dev)
    #expect(found.files(.unknownName) == ["notes.txt", "other/6.jpg"])
    #expect(throws: InvalidInput.self) {
      try DatasetLayout.load("oulu-npu", meanings: [("phones", "replay/phone")])
    }
  }
}
