import Datasets

/// Names and numbers as the reference annotations (gradgpad 2.1.0) and the sources in the layouts
/// have them.
extension SmallTree {
  static let all = [
    replayMobile, siw, siwM, roseYoutu, nuaa, csmad, uvad, celebaSpoof, casiaSurf, wmca,
  ]

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }

  private static let replayMobile: SmallTree = {
    var tree = SmallTree(
      layout: .replayMobile, files: [], witness: .rule(1030), swap: .contradictsAndUnlists,
      published: 1030,
      strange: ["strange.mov", "train/real/client001_session02_authenticate_phone_direct.mov"])
    for (set, clients) in [("train", ["001", "003"]), ("devel", ["005"]), ("test", ["002"])] {
      let folder = "protocols/alldevices/"
      var real = List(path: "\(folder)real-alldevices-\(set).txt", entries: [])
      var attack = List(
        path: "\(folder)attack-grandtest-allsupports-alldevices-\(set).txt", entries: [])
      for client in clients {
        for device in ["mobile", "tablet"] {
          for light in ["controlled", "adverse", "direct", "lateral", "diffuse"] {
            let name = "client\(client)_session02_authenticate_\(device)_\(light).mov"
            real.entries.append(("\(set)/real/\(name)", "\(set)/real/\(name)"))
          }
          for light in ["lighton", "lightoff"] {
            for kind in [
              "print_fixed_\(device)_photo", "print_hand_\(device)_photo",
              "mattescreen_fixed_\(device)_photo", "mattescreen_fixed_\(device)_video",
            ] {
              let name = "\(set)/attack/attack_client\(client)_session01_\(kind)_\(light).mov"
              attack.entries.append((name, name))
            }
          }
        }
      }
      tree.lists += [real, attack]
      tree.files += (real.entries + attack.entries).map(\.file)
    }
    return tree
  }()

  private static let siw = SmallTree(
    layout: .siw,
    files: [
      ("Train", ["003", "006", "007", "011"], ["1-1-1-1", "2-1-1-1", "2-1-1-2", "2-1-2-1"]),
      ("Test", ["002", "004", "005", "008"], ["1-1-1-1", "1-1-1-2", "1-1-2-1", "1-1-2-2"]),
    ].flatMap { set, people, live in
      people.flatMap { who in
        live.map { "\(set)/live/\(who)/\(who)-\($0).mov" }
          + ["1-3-1", "1-3-2", "1-3-3", "2-3-1", "2-3-2"].flatMap { kind in
            (1...2).map { "\(set)/spoof/\(who)/\(who)-\(kind)-\($0).mov" }
          }
      }
    } + (1...2).map { "Test/live/158/158-2-1-1-\($0).m.mov" },
    witness: .rule(4477), published: 4477,
    strange: ["strange.mov", "Train/spoof/003/003-1-4-1-1.mov"])

  private static let siwM = SmallTree(
    layout: .siwM,
    files: (1...72).map { "Mask/HalfMask/Mask_Half_\($0).mov" }
      + (1...61).map { "Replay/Replay_\($0).mov" } + (82...118).map { "Paper/Paper_\($0).mov" }
      + [3, 6, 11, 16].map { "Live/Test/Live_\($0).mov" }
      + (7...10).map { "Live/Train/Live_\($0).mov" } + [
        "Makeup/Cosmetic/Makeup_Co_55_noLive_546.mov"
      ],
    witness: .rule(1626), published: 1626,
    strange: ["strange.mov", "Mask/HalfMask/Mask_Whole_1.mov"])

  private static let roseYoutu = SmallTree(
    layout: .roseYoutu,
    files: [2, 3].flatMap { who in
      (1...10).map { "\(who)/G_NT_5s_wg_E_\(who)_\($0).mp4" }
        + (51...52).map { "\(who)/Mc_NT_5s_g_E_\(who)_\($0).mp4" }
        + (11...15).map { "\(who)/G_NT_HS_g_E_\(who)_\($0).mp4" }
    },
    witness: .nobody, published: 3497,
    strange: ["strange.mp4", "2/Px_NT_5s_wg_E_2_1.mp4"])

  private static let nuaa: SmallTree = {
    var tree = SmallTree(
      layout: .nuaa, files: [], witness: .lists, swap: .leadsNowhere, published: 12_614,
      strange: ["raw/ClientRaw/0001/0001_00_01_5.jpg", "strange.jpg"])
    for (place, part) in ["client_train", "client_test", "imposter_train", "imposter_test"]
      .enumerated()
    {
      let folder = place < 2 ? "ClientRaw" : "ImposterRaw"
      var list = List(path: "raw/\(part)_raw.txt", entries: [], separator: "\r\n")
      for who in 1...3 {
        for picture in 0..<8 {
          let who = padded(who, 4)
          let name = "\(who)_00_01_0\(1 + place % 2)_\(100 * place + picture).jpg"
          list.entries.append(("raw/\(folder)/\(who)/\(name)", "\(who)\\\(name)"))
        }
      }
      tree.lists.append(list)
      tree.files += list.entries.map(\.file)
    }
    // Lines of a client's list and an imposter's change places, not two of the same class.
    tree.lists.swapAt(1, 2)
    return tree
  }()

  private static let csmad = SmallTree(
    layout: .csmad,
    files: [
      ("attack/STAND/A/Mask_atk_A1", 1), ("attack/STAND/A/Mask_atk_A2", 6),
      ("attack/STAND/B/Mask_atk_B1", 10), ("attack/STAND/B/Mask_atk_B2", 14),
      ("attack/STAND/F/Mask_atk_F1", 44), ("attack/WEAR/A/E_atk_A1", 1),
      ("attack/WEAR/A/F_atk_A1", 11), ("attack/WEAR/C/F_atk_C3", 65), ("bonafide/A/A_gen", 61),
      ("bonafide/K/K_genglasses", 31), ("bonafide/N/N_gen", 17), ("bonafide/N/N_genglasses", 21),
    ].flatMap { recording, first in
      (0...3).map { "\(recording)_i\($0)_\(padded(first + $0, 3))" }
    },
    witness: .rule(246), published: 246,
    strange: ["bonafide/A/A_real_i0_061", "strange"])

  private static let uvad = SmallTree(
    layout: .uvad,
    files: (808...827).map { "release_1/real/nikon/DSCN\(padded($0, 4)).MOV" }
      + (1...3).flatMap { monitor in
        (23...39).map { "release_1/attack/nikon/canon/monitor\(monitor)/MVI_00\($0).MOV" }
      },
    witness: .rule(10_288), published: 10_288,
    strange: ["release_1/attack/nikon/canon/screen1/MVI_0023.MOV", "strange.MOV"])

  private static let celebaSpoof: SmallTree = {
    var tree = SmallTree(
      layout: .celebaSpoof, files: [], witness: .lists, swap: .contradicts, published: 625_537,
      strange: ["Data/test/9/odd/000001.jpg", "strange.jpg"])
    for (set, isSpoof) in [("train", 0), ("test", 1)] {
      var list = List(
        path: "metas/intra_test/\(set)_label.json", entries: [], head: "{\n", separator: ",\n",
        tail: "\n}\n")
      for picture in 0..<30 {
        let file = "Data/\(set)/\(picture / 6)/\(isSpoof == 0 ? "live" : "spoof")/\(picture).png"
        let labels = Array(repeating: 0, count: 40) + [9 * isSpoof, isSpoof, isSpoof, isSpoof]
        list.entries.append((file, "\"\(file)\": \(labels)"))
      }
      tree.lists.append(list)
      tree.files += list.entries.map(\.file)
    }
    return tree
  }()

  private static let casiaSurf: SmallTree = {
    var tree = SmallTree(
      layout: .casiaSurf, files: [], witness: .lists, swap: .contradicts,
      strange: ["Val/0000/000001-thermal.jpg", "strange.jpg"])
    var train = List(path: "train_list.txt", entries: [])
    var validation = List(path: "val_private_list.txt", entries: [])
    for picture in 0..<30 {
      let folder =
        picture % 2 == 0 ? "real_part/C\(picture / 6)/01_a" : "fake_part/C\(picture / 6)/04_b"
      let first = ["color", "depth", "ir"].map { "Training/\(folder)/\($0)/\(picture).jpg" }
      let second = ["color", "depth", "ir"].map { "Val/0000/\(padded(picture, 6))-\($0).jpg" }
      for files in [first, second] {
        tree.files.append(files[0])
        tree.companions[files[0]] = Array(files.dropFirst())
      }
      let label = picture % 2 == 0 ? 1 : 0
      train.entries.append((first[0], first.joined(separator: " ") + " \(label)"))
      validation.entries.append((second[0], second.joined(separator: " ") + " \(label)"))
    }
    tree.lists = [train, validation]
    return tree
  }()

  private static let wmca: SmallTree = {
    var tree = SmallTree(
      layout: .wmca, files: [], witness: .lists, strange: ["001_01_001_9_00.mp4", "strange.mp4"])
    for (place, set) in ["train", "dev", "eval"].enumerated() {
      var list = List(path: "grandtest/\(set).csv", entries: [], head: "filename\n")
      for person in 1...15 {
        let client = padded(100 * place + person, 3)
        let kind = person % 2 == 0 ? "0_00" : "4_01"
        let name = "\(client)_01_\(client)_\(kind)"
        list.entries.append((name + ".mp4", name))
      }
      tree.lists.append(list)
      tree.files += list.entries.map(\.file)
    }
    return tree
  }()
}
