import type { CheckText } from '../text.ts'
import type { DnsCauseCode, DnsCode } from './codes.ts'

export const dnsTextZhHk = {
  name: 'DNS',
  findings: {
    'dns/answered': 'DNS 伺服器 {resolver}（{roles}）給出 {host} 的地址 {addresses}，需時 {elapsedMs} 毫秒，可保留 {ttlSeconds} 秒',
    'dns/resolver-silent': 'DNS 伺服器 {resolver}（{roles}）對 {host} 的查詢沒有回覆',
    'dns/resolver-closed': '{resolver}（{roles}）沒有運作中的 DNS 服務；查詢的名稱為 {host}（{failure}）',
    'dns/resolver-unreachable': '無法到達 DNS 伺服器 {resolver}（{roles}）查詢 {host}（{failure}）',
    'dns/resolver-refuses': 'DNS 伺服器 {resolver}（{roles}）拒絕回答 {host} 的查詢（{failure}）',
    'dns/resolver-fails': 'DNS 伺服器 {resolver}（{roles}）對 {host} 的查詢回覆錯誤（{failure}）',
    'dns/name-unknown': 'DNS 伺服器 {resolver}（{roles}）表示 {host} 不存在（{failure}）',
    'dns/no-address': 'DNS 伺服器 {resolver}（{roles}）知道 {host}，但沒有給出地址',
    'dns/cname-loop': 'DNS 伺服器 {resolver}（{roles}）給出 {host} 的一連串別名，沒有終點（{chain}）',
    'dns/malformed-answer': 'DNS 伺服器 {resolver}（{roles}）對 {host} 的回覆並非有效的 DNS 答案',
    'dns/local-block': '本電腦自己禁止向 DNS 伺服器 {resolver}（{roles}）查詢 {host}（{failure}）',
    'dns/cut-short': '時間不足，DNS 伺服器 {resolver}（{roles}）未及回答 {host} 的查詢',
    'dns/address-expected':
      'DNS 伺服器 {resolver}（{roles}）給出 {host} 的地址 {addresses}，屬於 site.yaml 所列的香港交易所範圍（{dataCentres}）',
    'dns/address-unexpected': 'DNS 伺服器 {resolver}（{roles}）給出 {host} 的地址 {unexpected}，不屬於 site.yaml 所列的香港交易所範圍',
    'dns/answers-agree': '各 DNS 伺服器對 {host} 的答案一致（{answers}）',
    'dns/answers-differ': '各 DNS 伺服器對 {host} 的答案不一致（{answers}）',
    'dns/system-answers': '本電腦的應用程式得到 {host} 的地址為 {addresses}',
    'dns/system-differs': '本電腦的應用程式得到 {host} 的地址為 {addresses}，但所查詢的 DNS 伺服器都沒有給出這個地址',
    'dns/system-fails': '本電腦的應用程式得不到 {host} 的地址（{failure}）',
    'dns/system-not-asked': '未能查問本電腦的應用程式會得到 {host} 的甚麼地址（{failure}）',
    'dns/hosts-clear': 'hosts 檔案沒有提及 {host}（{path}）',
    'dns/hosts-unread': '未能讀取 hosts 檔案（{path}：{failure}），故不知道當中有沒有 {host}',
    'dns/hosts-override': 'hosts 檔案第 {line} 行把 {host} 設為 {addresses}（{path}）',
    'dns/hkex-used': '本電腦的 DNS 伺服器包括香港交易所的 DNS 服務（{configured}）',
    'dns/not-hkex': '本電腦的 DNS 伺服器均不屬於香港交易所（{configured}）',
    'dns/alternate-not-set': '本電腦使用 {configured}，但沒有使用香港交易所的 DNS 伺服器 {unset}',
    'dns/tcp-answers': 'DNS 伺服器 {resolver}（{roles}）也能經 TCP 回答',
    'dns/tcp-blocked': 'DNS 伺服器 {resolver}（{roles}）經 TCP 沒有給出答案（{failure}）',
    'dns/unknown-name-denied': 'DNS 伺服器 {resolver}（{roles}）對虛構的名稱沒有給出地址，屬正常（{name}）',
    'dns/nxdomain-rewritten': 'DNS 伺服器 {resolver}（{roles}）連不存在的名稱也給出地址（{addresses}）',
    'dns/policy-rule': 'Windows 有一項關於「{namespace}」的規則，把 {host} 的查詢送往其他 DNS 伺服器（{servers}）',
    'dns/ttl-short': 'DNS 伺服器 {resolver}（{roles}）容許 {host} 的答案保留 {ttlSeconds} 秒',
    'dns/ttl-long': 'DNS 伺服器 {resolver}（{roles}）容許 {host} 的答案保留 {ttlSeconds} 秒，超過兩小時',
    'dns/quick': 'DNS 伺服器 {resolver}（{roles}）在 {elapsedMs} 毫秒內回答',
    'dns/slow': 'DNS 伺服器 {resolver}（{roles}）需要 {elapsedMs} 毫秒才回答',
  },
  causes: {
    'dns/resolver-silent': {
      title: ['DNS 伺服器 {byTcp}（{roles}）經 TCP 有回答，經 UDP 卻沒有', 'DNS 伺服器 {resolver}（{roles}）沒有回覆'],
      why: [
        '已經 UDP 向它查詢 {names}，但沒有任何回覆。{byTcp} 經 TCP 有回答，可見它正在運作：到它的 UDP 連接埠 {port} 的查詢，或其答案，未能通過。應用程式經 UDP 查詢。如沒有其他途徑取得地址，登入頁便無法開啟。',
        '已向它查詢 {names}，但沒有任何回覆。本電腦沒有設定使用 {unused}，而所設定的 DNS 伺服器都有回答，故本電腦不受影響。',
        '已向它查詢 {names}，但沒有任何回覆。{up} 在同一次檢查中回答了另一項查詢，可見它正在運作。可能是這些查詢或其答案在途中被丟棄，也可能是它沒有回答。如沒有其他途徑取得地址，登入頁便無法開啟。',
        '已向它查詢 {names}，但沒有任何回覆。可能是查詢或答案在途中遺失，也可能是伺服器已關閉，從本電腦看來都一樣。如沒有其他途徑取得地址，登入頁便無法開啟。',
      ],
      steps: [
        ['香港交易所的 DNS 伺服器 {helpers} 有回答本電腦。可讓本電腦改用這些伺服器，或修復 {own}。'],
        ['如防火牆只容許貴公司自己的 DNS 伺服器查詢 {unused}，則無須處理。'],
        ['檢查 {own} 這個地址是否正確、該伺服器是否正在運作，以及其 DNS 服務有否啟動。'],
        [
          '在途中每部防火牆，容許由本電腦到 {byTcp} 的 UDP 連接埠 {port}，並讓答案返回。TCP 已能通過。',
          '在途中每部防火牆，容許由本電腦到 {server} 的 UDP 及 TCP 連接埠 {port}，並讓答案返回。防火牆經常默默丟棄這些封包。',
        ],
        [
          '核對地址 {hkex}。香港交易所的 DNS 伺服器載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        ],
        ['如到 {hkex} 的查詢已離開貴公司的防火牆但沒有答案，請聯絡專線供應商。'],
      ],
    },
    'dns/resolver-refuses': {
      title: 'DNS 伺服器 {resolver}（{roles}）拒絕為本電腦回答 {names}',
      why: [
        '{hkex} 有回答 {answered}，但拒絕回答 {names}（{failure}）。可見它並非拒絕本電腦，而是沒有這個名稱的資料。如沒有其他途徑取得地址，登入頁便無法開啟。',
        '它收到 {names} 的查詢，並回覆 {failure}。可見本電腦能連接它，但它不為本電腦服務，或不處理這個名稱。如沒有其他途徑取得地址，登入頁便無法開啟。',
      ],
      steps: [
        ['請致電香港交易所熱線，說明 {hkex} 有回答 {answered}，但拒絕回答 {names}（{failure}）。'],
        ['香港交易所的 DNS 伺服器 {helpers} 有回答本電腦。可讓本電腦改用這些伺服器，或修復 {own}。'],
        ['如防火牆只容許貴公司自己的 DNS 伺服器查詢 {unused}，則無須處理。'],
        ['容許本電腦所在的網段向 {own} 查詢所有名稱（存取清單、遞迴查詢）。'],
        ['測試 {own} 的轉送設定：沒有上游伺服器可查詢時，它也可能拒絕回答。'],
        ['檢查查詢到達 {refusingAll} 時的來源地址：防火牆的 NAT 必須使用與香港交易所議定的地址範圍。'],
        ['如以上無誤，請致電香港交易所熱線，並說明地址 {refusingAll}、貴公司的來源地址，以及其回覆 {failure}。'],
      ],
    },
    'dns/resolver-fails': {
      title: ['DNS 伺服器 {own}（{roles}）查不到 {silentFor}', 'DNS 伺服器 {resolver}（{roles}）回覆錯誤（{failure}）'],
      why: [
        '{own} 在同一次檢查中回答了另一項查詢，可見它正在運作。但它沒有給出 {silentFor} 的答案：很可能是它所查詢的上游伺服器沒有回答它。如沒有其他途徑取得地址，登入頁便無法開啟。',
        '它收到 {names} 的查詢，但無法回答。本電腦能連接伺服器；問題在於伺服器本身或其後方。如沒有其他途徑取得地址，登入頁便無法開啟。',
      ],
      steps: [
        ['香港交易所的 DNS 伺服器 {helpers} 有回答本電腦。可讓本電腦改用這些伺服器，或修復 {own}。'],
        ['測試 {own} 的轉送設定，並查看其記錄：常見情況是該伺服器無法連到香港交易所的 DNS 伺服器。'],
        [
          '在途中每部防火牆，容許由 {own} 到香港交易所 DNS 伺服器的 UDP 及 TCP 連接埠 53，並讓答案返回。該等伺服器載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        ],
        ['請致電香港交易所熱線，並說明伺服器的地址 {hkex}、所查詢的名稱 {names}，以及其回覆 {failure}。'],
      ],
    },
    'dns/resolver-closed': {
      title: '{resolver}（{roles}）沒有運作中的 DNS 服務',
      why: '已向它查詢 {names}，並立即收到訊息，表示該處沒有這項服務（{failure}）。DNS 服務已停止、地址有誤，或防火牆明確拒絕，從本電腦看來都一樣。如沒有其他途徑取得地址，登入頁便無法開啟。',
      steps: [
        ['香港交易所的 DNS 伺服器 {helpers} 有回答本電腦。可讓本電腦改用這些伺服器，或修復 {own}。'],
        ['如防火牆只容許貴公司自己的 DNS 伺服器查詢 {unused}，則無須處理。'],
        [
          '核對地址 {hkex}。香港交易所的 DNS 伺服器載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        ],
        ['檢查 {own} 這個地址是否正確，啟動其 DNS 服務，並確定它使用連接埠 {port}。'],
        '在防火牆記錄中尋找到 {server} 的 UDP 連接埠 {port}：動作為「reject」的規則會產生這種回覆。請改為「allow」。',
        ['如貴公司沒有規則拒絕它，請致電香港交易所熱線，說明 {hkex} 沒有運作中的 DNS 服務。'],
      ],
    },
    'dns/resolver-unreachable': {
      title: '無法到達 DNS 伺服器 {resolver}（{roles}）',
      why: '本電腦嘗試向它查詢 {names}，但回覆的是網絡而非伺服器（{failure}）。可能沒有通往它的路由，或途中有設備禁止。如沒有其他途徑取得地址，登入頁便無法開啟。',
      steps: [
        ['香港交易所的 DNS 伺服器 {helpers} 有回答本電腦。可讓本電腦改用這些伺服器，或修復 {own}。'],
        ['如防火牆只容許貴公司自己的 DNS 伺服器查詢 {unused}，則無須處理。'],
        '在終端機執行「tracert {server}」。如在第一行已停止，請檢查本電腦的預設閘道及路由（「route print」）。',
        '如在較遠處停止，請檢查該處的路由及防火牆規則，包括 UDP 及 TCP 連接埠 {port}。',
        ['把地址 {hkex} 與 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9 核對。'],
        ['檢查 {own} 是否貴公司 DNS 伺服器的地址。'],
      ],
    },
    'dns/local-block': {
      title: '本電腦自己禁止向 DNS 伺服器 {resolver}（{roles}）查詢',
      why: '{names} 的查詢並未離開本電腦（{failure}）：本電腦的防火牆或保安軟件禁止了查詢。如其他程式亦受此限，便找不到登入頁的地址。',
      steps: [
        '檢查本電腦的防火牆（Windows Defender 防火牆）及保安軟件中，關於 {server} UDP 及 TCP 連接埠 {port} 的輸出規則。',
        '在該處容許這兩項，然後重新執行本檢查。',
      ],
    },
    'dns/alternate-dead': {
      title: [
        '本電腦沒有使用的 DNS 伺服器 {unused}（{roles}）沒有回應',
        '備用 DNS 伺服器 {byTcp}（{roles}）經 TCP 有回答，經 UDP 卻沒有',
        '備用 DNS 伺服器 {resolver}（{roles}）沒有回應',
      ],
      why: [
        '本電腦沒有設定使用 {unused}，而所設定的 DNS 伺服器都有回答，故本電腦不受影響。',
        '另一部 DNS 伺服器有回答，所以今日沒有人察覺。一旦那部伺服器沒有回覆，例如在香港交易所切換到另一個數據中心當日，本電腦便可能找不到登入頁的地址。',
      ],
      steps: [
        ['如防火牆只容許貴公司自己的 DNS 伺服器查詢 {unused}，則無須處理。'],
        [
          '核對地址 {hkex}。香港交易所的 DNS 伺服器載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        ],
        '把 {server} 的防火牆規則，與有回答的 DNS 伺服器的比較：UDP 及 TCP 連接埠 {port}。備用伺服器經常被遺漏。',
        ['檢查 {own} 是否正在運作。'],
        ['如貴公司關於 {hkex} 的規則無誤，請聯絡專線供應商。'],
        '請現在就重新執行本檢查，不要等到切換當日。',
      ],
    },
    'dns/tcp-blocked': {
      title: 'DNS 伺服器 {resolver}（{roles}）經 TCP 沒有給出答案',
      why: '一個 UDP 封包容納不下的 DNS 答案，必須經 TCP 取得，而這次嘗試失敗（{failure}）。答案一旦過長，便找不到登入頁，或要等候很久。',
      steps: [
        '在途中每部防火牆，除 UDP 外，亦容許由本電腦到 {server} 的 TCP 連接埠 {port}。這一項經常被遺漏。',
        ['檢查 {own} 有否同時使用 TCP 連接埠 {port}。'],
      ],
    },
    'dns/nxdomain-rewritten': {
      title: 'DNS 伺服器 {resolver}（{roles}）連不存在的名稱也給出地址',
      why: '向它查詢一個虛構的名稱，它仍給出 {addresses}。如它不知道香港交易所的某個名稱，也會把瀏覽器引導到該處：登入會在不相干的伺服器上失敗，而欠缺名稱這個問題則被掩蓋。',
      steps: [
        ['在 {own} 關閉未知名稱的轉向功能，或把香港交易所的名稱列為例外。'],
        [
          '如 {own} 屬供應商的伺服器，請讓本電腦改用香港交易所或貴公司自己的 DNS 伺服器：見 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        ],
        ['查看途中有否設備代 {hkex} 回答：「DNS proxy」或 DNS 過濾設備。請在該處把香港交易所的名稱列為例外。'],
        ['如沒有這類設備，請致電香港交易所熱線，說明 {hkex} 對不存在的名稱給出 {addresses}。'],
        '重新執行本檢查：DNS 中欠缺的名稱便會顯示出來。',
      ],
    },
    'dns/malformed-answer': {
      title: 'DNS 伺服器 {resolver}（{roles}）的回覆無法解讀',
      why: '它對 {names} 的回覆並非有效的 DNS 訊息。在該處回應的並非 DNS 伺服器，或途中有設備更改了答案。如沒有其他途徑取得地址，登入頁便無法開啟。',
      steps: [
        '核對地址及連接埠 {resolver}：它是否 DNS 伺服器？',
        '查看途中的防火牆及路由器有否啟用 DNS 檢查或「DNS proxy」，並對 {server} 停用。',
        '分別在終端機及防火牆後方擷取封包並作比較，便可知道是哪部設備作出更改。',
      ],
    },
    'dns/slow': {
      title: 'DNS 伺服器 {resolver}（{roles}）緩慢（{elapsedMs} 毫秒）',
      why: '它最快的一次回答也用了 {elapsedMs} 毫秒。Windows 等候一秒沒有回覆便會改問下一部 DNS 伺服器，因此頁面開啟緩慢，或要第二次才能開啟。',
      steps: [
        '重新執行本檢查。如只慢了一次，則無須處理。',
        '如持續緩慢，請檢查到 {server} 的途中有否遺失封包或負載過高；如屬貴公司自己的伺服器，亦請檢查伺服器本身。',
      ],
    },
    'dns/name-unknown': {
      title: '據 DNS（{resolvers}），{host} 並不存在',
      why: 'DNS 有回答，並表示沒有這個名稱（NXDOMAIN）。本電腦能連接 DNS 伺服器，但它沒有這個名稱。依從這個答案的電腦，便找不到登入頁。',
      steps: [
        [
          '設定 {own} 把 {host} 轉送到香港交易所的 DNS 伺服器。其地址載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        ],
        ['檢查 {own} 有否自設區域（zone）遮蓋了這個名稱，並清除其快取，因為「不存在」的答案也會被保留。'],
        ['請致電香港交易所熱線，說明 {hkex} 對 {host} 的答案為 NXDOMAIN。'],
        '其後在終端機執行「ipconfig /flushdns」，因為終端機也會保留這個答案。',
      ],
    },
    'dns/no-address': {
      title: 'DNS 沒有 {host} 的地址（{resolvers}）',
      why: 'DNS 知道這個名稱，但答案中沒有地址。瀏覽器因此不知道要連線到何處。',
      steps: [
        [
          '檢查 {own} 有否為 {host} 自設欠缺地址的區域（zone）或記錄。請予移除，並把這個名稱轉送到香港交易所的 DNS 伺服器。其地址載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        ],
        ['請致電香港交易所熱線，說明 {hkex} 沒有 {host} 的地址。'],
      ],
    },
    'dns/cname-loop': {
      title: '{host} 的別名沒有終點（{resolvers}）',
      why: 'DNS 為 {host} 給出另一個名稱，該名稱又指向另一個，不斷循環或沒有終點。瀏覽器始終得不到地址。',
      steps: [
        [
          '檢查 {own} 上 {host} 的 CNAME 記錄。請移除自設的記錄，並把這個名稱轉送到香港交易所的 DNS 伺服器。其地址載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        ],
        ['請致電香港交易所熱線，說明 {host} 的別名在 {hkex} 沒有終點。'],
      ],
    },
    'dns/address-unexpected': {
      title: ['DNS 給出的 {host} 地址不屬於任何伺服器：{sinkhole}', 'DNS 給出的 {host} 地址不屬於香港交易所的範圍：{addresses}'],
      why: [
        '{sinkhole} 並非伺服器的地址：過濾設備會為它所封鎖的名稱給出這個地址。它來自 DNS（{resolvers}）。',
        '它來自 DNS（{resolvers}），但不屬於 site.yaml 所列的任何一個香港交易所數據中心範圍。{genuine} 有伺服器回應，其證書由 site.yaml 預期的發出者簽發：很可能是 site.yaml 欠缺這個範圍。',
        '它來自 DNS（{resolvers}），但不屬於 site.yaml 所列的任何一個香港交易所數據中心範圍。瀏覽器會連線到錯誤的地方，或根本無法連線。',
      ],
      steps: [
        ['找出為 {host} 給出 {sinkhole} 的過濾設備：可能在 {resolvers}，或在途中。請在該處把 {host} 列為例外。'],
        ['在終端機執行「ipconfig /flushdns」，使它忘記 {sinkhole}，然後重新執行本檢查。'],
        [
          '把 {genuine} 與 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9 核對。請把載於其中的範圍加入 site.yaml；如沒有，請致電香港交易所熱線。',
        ],
        [
          '把 {strange} 與 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9 核對。如範圍已更改，請修正 site.yaml。',
        ],
        [
          '如 site.yaml 無誤，請在 {own} 移除給出 {strange} 的記錄、區域（zone）或過濾規則。其後清除其快取，並在終端機執行「ipconfig /flushdns」。',
        ],
        ['如 site.yaml 無誤，請在任何人登入之前致電香港交易所熱線，說明 {hkex} 給出 {strange}。'],
      ],
    },
    'dns/answers-differ': {
      title: ['DNS（{stale}）仍給出 {host} 的舊地址：{old}', '各 DNS 伺服器給出的 {host} 地址不一致'],
      why: [
        '{stale} 給出 {old}，而該地址沒有正常回應。其他 DNS 伺服器給出 {live}，則有正常回應。得到舊地址的電腦，便無法到達登入頁。',
        '{answers}。香港交易所有兩個數據中心，因此各個答案可能都正確，也可能其中一個已過時。過時的地址今日可能仍然可用，但在香港交易所切換到另一個數據中心當日便可能失敗。',
      ],
      steps: [
        ['請致電香港交易所熱線，說明 {hkex} 仍為 {host} 給出 {old}。'],
        ['請同時查詢 {hkex} 所給出的 {old} 是否應可使用。如是，請在貴公司的防火牆記錄中尋找這個地址，並予放行。'],
        ['把 {doubtful} 與 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9 核對：哪些屬於香港交易所？'],
        ['在 {own} 移除 {host} 的固定記錄及區域（zone），把這個名稱轉送到香港交易所的 DNS 伺服器，並清除快取。'],
        '在終端機執行「ipconfig /flushdns」，然後重新執行本檢查。',
      ],
    },
    'dns/ttl-long': {
      title: 'DNS 伺服器 {resolver}（{roles}）容許 {host} 的舊地址保留 {ttlSeconds} 秒',
      why: '這超過兩小時，即香港交易所連接測試兩節之間相隔的時間。兩個數據中心使用相同的網址，所以切換很可能是經 DNS 進行。屆時本電腦可能在這段時間內繼續使用舊地址：今日可以登入，當日則會失敗。',
      steps: [
        ['在 {own} 縮短 {host} 自設記錄的 TTL，以及保留答案的時間上限。'],
        ['{hkex} 屬香港交易所的伺服器，今日無須作任何更改。'],
        '在切換當日：清除貴公司 DNS 伺服器的快取，在終端機執行「ipconfig /flushdns」，並關閉後再開啟 Edge。',
      ],
    },
    'dns/hosts-override': {
      title: 'hosts 檔案第 {line} 行把 {host} 固定為 {addresses}',
      why: 'hosts 檔案（{path}）優先於所有 DNS 伺服器：不論 DNS 的答案為何，本電腦都會連線到這個地址。即使今日可用，也不會跟隨香港交易所切換到另一個數據中心，屆時便無法登入。',
      steps: [
        ['在 DNS 能回答 {unanswered} 之前，請保留這一行：今日只靠它才可登入。請先修復 DNS。'],
        [
          '以系統管理員身分用記事本開啟 {path}，刪除第 {line} 行，以及其他提及 {answering} 的各行。',
          '待 DNS 能回答後，以系統管理員身分用記事本開啟 {path}，刪除第 {line} 行，以及其他提及 {unanswered} 的各行。',
        ],
        '執行「ipconfig /flushdns」，關閉後再開啟 Edge，然後重新執行本檢查。',
        '查明是甚麼寫入這一行（指令碼、原則或軟件），否則它會再次出現。',
        '如當初是因 DNS 失效才加入這一行，請改為修復 DNS：見 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
      ],
    },
    'dns/policy-rule': {
      title: 'Windows 有一項規則把 {host} 的查詢送往 DNS 伺服器 {servers}',
      why: '關於「{namespace}」的規則載於名稱解析原則表（NRPT），優先於本電腦的 DNS 伺服器。VPN 及 DirectAccess 會設定這類規則。如那些伺服器不知道香港交易所的名稱，或給出舊地址，登入頁便無法開啟。',
      steps: [
        '向設定這項規則的人（群組原則或 VPN 設定檔）查詢，它是否應包括 {host}。',
        '如不應包括，請把 {host} 列為例外，或收窄規則的範圍。',
        '在終端機執行「gpupdate /force」及「ipconfig /flushdns」，然後重新執行本檢查。',
      ],
    },
    'dns/cache-stale': {
      title: '本電腦使用的 {host} 地址並非 DNS 所給出：{addresses}',
      why: 'DNS 伺服器給出 {resolved}。本電腦的應用程式卻得到 {addresses}，而該地址沒有正常回應。這很可能是本電腦保留的舊答案，在切換數據中心之後可能出現。',
      steps: [
        '在終端機執行「ipconfig /flushdns」，關閉 Edge 的所有視窗後再開啟。',
        '重新執行本檢查。如仍得到這個地址，請重新啟動電腦。',
        '如情況依舊，請檢查電腦上有否其他會回答名稱查詢的程式：VPN 用戶端、保安軟件或本機 DNS 代理。亦請清除貴公司 DNS 伺服器的快取。',
      ],
    },
    'dns/not-hkex': {
      title: '本電腦沒有使用香港交易所的 DNS 服務',
      why: '它的 DNS 伺服器為 {configured}。這是容許的：香港交易所的通告只建議在此情況下測試連接。只要那些伺服器跟隨香港交易所的 DNS 伺服器，包括在切換數據中心當日，便可正常使用。',
      steps: [
        '今日無須作任何更改。',
        '請確保 {configured} 把香港交易所的名稱轉送到香港交易所的 DNS 伺服器，而且沒有為它們設定固定記錄。見 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        '在香港交易所下次連接測試期間，每節各執行本檢查一次。',
      ],
    },
    'dns/alternate-not-set': {
      title: '本電腦沒有設定使用香港交易所的 DNS 伺服器 {unset}',
      why: '它使用 {configured}。一旦那部伺服器沒有回覆，例如在香港交易所切換到另一個數據中心當日，本電腦不會查詢 {unset}，便找不到登入頁的地址。',
      steps: ['今日無須作任何更改。', '在本電腦網絡介面卡的設定中，把 {unset} 加為備用 DNS 伺服器。', '重新執行本檢查。'],
    },
  },
} satisfies CheckText<DnsCode, DnsCauseCode>
