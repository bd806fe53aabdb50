import type { CheckText } from '../text.ts'
import type { PathCauseCode, PathCode } from './codes.ts'

export const pathTextZhHk = {
  name: '連線',
  findings: {
    'path/connects': '{address} 連接埠 {port} 接受連線，需時 {elapsedMs} 毫秒，本電腦的地址為 {source}',
    'path/hello-answered': '{address} 連接埠 {port} 對給 {host} 的 TLS 握手訊息有回應',
    'path/host-reachable': '{host} 在連接埠 {port} 有回應；其地址：{addresses}',
    'path/host-unreachable': '{host} 沒有任何地址在連接埠 {port} 回應（{addresses}）',
    'path/host-without-address': '找不到 {host} 的地址，故未能嘗試連接埠 {port}',
    'path/quick': '連線到 {address} 連接埠 {port} 需時 {elapsedMs} 毫秒',
    'path/slow': '連線到 {address} 連接埠 {port} 用了 {elapsedMs} 毫秒',
    'path/packets-lost': '向會回應的 DNS 伺服器發出的 {sent} 個查詢之中，{lost} 個（{percent}%）沒有回應，須重新發出',
    'path/cut-short': '時間不足，未能完成檢查到 {subject} 的連線',
    'path/no-reply': '{address} 連接埠 {port} 沒有回覆（階段：{stage}）',
    'path/refused': '{address} 連接埠 {port} 拒絕連線（{failure}）',
    'path/prohibited': '途中有設備表示禁止連線到 {address} 連接埠 {port}（{failure}）',
    'path/unreachable': '網絡表示無法到達 {address} 連接埠 {port}（{failure}）',
    'path/local-block': '本電腦自己封鎖了到 {address} 連接埠 {port} 的連線（{failure}）',
    'path/reset-on-hello': '{address} 連接埠 {port} 接受連線，但在收到給 {host} 的 TLS 握手訊息時中斷連線（{failure}）',
    'path/large-packets-lost': '{address} 連接埠 {port} 對 {host} 較短的 TLS 握手訊息有回應，但對瀏覽器所用較長的則沒有（{failure}）',
    'path/large-answers-lost':
      '{address} 連接埠 {port} 以數個位元組回應了 {host}，但一般的 TLS 握手訊息沒有回應；其回應會填滿整個封包（{failure}）',
    'path/not-tls': '{address} 連接埠 {port} 對給 {host} 的 TLS 握手訊息有回應，但並非以 TLS 回應（{failure}）',
    'path/fails': '連線到 {address} 連接埠 {port} 失敗（階段：{stage}，錯誤：{failure}）',
    'network/no-route': '本電腦沒有通往 {address} 的路由，而 {hosts} 需要這個地址（{failure}）',
  },
  causes: {
    'path/no-reply': {
      title: ['{host}：{greeted}（連接埠 {port}）接受連線，但沒有回覆 TLS 握手訊息', '{host}：連接 {addresses}（連接埠 {port}）時沒有回覆'],
      why: [
        '{greeted} 接受連線，但 TLS 握手訊息（ClientHello）不論長短都得不到回覆。途中有設備檢查 TLS、防火牆默默丟棄封包，或伺服器有問題，從本電腦看來都一樣。沒有回覆，登入頁便無法開啟。',
        '連線要求得不到回覆。防火牆默默丟棄封包、欠缺回程路由，或伺服器已關閉，從本電腦看來都一樣。沒有回覆，登入頁便無法開啟。',
      ],
      steps: [
        ['請先查看往 {greeted} 途中會檢查 TLS 的設備（防火牆、IPS、代理伺服器），並把 {host} 列為例外。'],
        '在防火牆記錄中尋找這些連線：由 {source} 到 {addresses}，TCP 連接埠 {port}。如被丟棄，請予放行，並讓回覆返回。',
        '把地址、連接埠及 NAT 規則，與 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9 核對。',
        '如連線從未到達貴公司的防火牆，請檢查本電腦的保安軟件。',
        '如連線已離開貴公司的防火牆而沒有任何回覆，請聯絡專線供應商，其後致電香港交易所熱線。',
      ],
    },
    'path/refused': {
      title: '{host}：{addresses} 在連接埠 {port} 拒絕連線',
      why: '收到明確的拒絕（{failure}），可見本電腦能到達發出拒絕的一方。它可能是伺服器，也可能是會明確拒絕的防火牆，從本電腦看來都一樣。沒有連線，登入頁便無法開啟。',
      steps: [
        '在防火牆記錄中尋找由 {source} 到 {addresses}、TCP 連接埠 {port} 的連線。動作為「reject」的規則會產生這種拒絕：請改為「allow」。',
        '核對 {addresses} 是否香港交易所的地址，以及有否 NAT 規則把它轉往別處：見 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        '如防火牆已放行，可能是服務本身沒有開放。請先核對服務時間，再致電香港交易所熱線。',
      ],
    },
    'path/prohibited': {
      title: '{host}：途中有設備禁止連線到 {addresses} 連接埠 {port}',
      why: '收到訊息，表示連線被管理規則禁止（{failure}）。途中某部路由器或防火牆設有這樣的規則。沒有連線，登入頁便無法開啟。',
      steps: [
        '找出該設備：用「tracert {address}」追蹤路徑，並查看途中路由器及防火牆的記錄。',
        '在該處容許由 {source} 到 {addresses} 的 TCP 連接埠 {port}。',
        '把地址與 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9 核對。',
      ],
    },
    'path/unreachable': {
      title: '{host}：網絡表示無法到達 {addresses}',
      why: '這是網絡本身的回覆（{failure}）。路由器沒有路由、線路中斷，或防火牆以此訊息拒絕，從本電腦看來都一樣。沒有連線，登入頁便無法開啟。',
      steps: [
        '檢查連接香港交易所的專線及其路由器是否正常。',
        '在終端機執行「tracert {address}」，並檢查最後一部有回應的設備的路由。',
        '在防火牆記錄中尋找由 {source} 到 {addresses}、TCP 連接埠 {port} 的連線。如有規則拒絕，請予放行。',
        '如線路中斷，請聯絡專線供應商。',
      ],
    },
    'path/local-block': {
      title: '本電腦封鎖了到 {host} 的連線（{addresses} 連接埠 {port}）',
      why: '這個拒絕（{failure}）來自本電腦，並非來自網絡。電腦上的防火牆規則、保安軟件或路由規則禁止了連線。如 Edge 亦受此限，登入頁便無法開啟。',
      steps: [
        '檢查 Windows Defender 防火牆及保安軟件中，關於 {addresses} TCP 連接埠 {port} 的輸出規則。',
        '這類規則可能只針對某個程式：請同時在 Edge 開啟登入頁。如能開啟，即只有本檢查被封鎖。',
        '容許 Edge（msedge.exe）使用這個連線，然後重新執行本檢查。',
      ],
    },
    'path/reset-on-hello': {
      title: '{host}：{addresses} 在收到 TLS 握手訊息時中斷連線',
      why: '連接埠 {port} 接受連線。但本電腦一送出帶有 {host} 這個名稱的 TLS 握手訊息（ClientHello），不論長短，連線即被中斷（{failure}）。連線不完整，登入頁便無法開啟。',
      steps: [
        '按主機名稱過濾的防火牆經常如此：請在其網頁過濾、應用程式控制及 IPS 記錄中尋找 {host}，並予放行。',
        '把 {host} 列為 TLS 檢查的例外。',
        '如途中沒有這類設備，請致電香港交易所熱線：可能是伺服器本身中斷連線。',
      ],
    },
    'path/large-packets-lost': {
      title: '{host}：{addresses} 對較短的 TLS 握手訊息有回應，但對瀏覽器所用較長的則沒有',
      why: '現今瀏覽器的第一個訊息（ClientHello）帶有後量子密碼匙，約 1,600 位元組，一個封包容納不下。本電腦送出這樣的訊息，得不到可用的回應；而約 370 位元組的較短訊息則有回應。可見伺服器正常，但 Edge 仍無法開啟登入頁。',
      steps: [
        '舊式防火牆只從第一個封包讀取 TLS 握手訊息，所以經常丟棄這種訊息。請更新途中到 {addresses} 的每部防火牆、IPS 或代理伺服器，或在其上把 {host} 列為 TLS 檢查的例外。',
        '同時檢查最大的封包能否通過：在可使用 ping 的情況下，於終端機執行「ping -f -l 1472 {address}」。如不能通過，請修正線路或 VPN 的 MTU 或 MSS。',
        '不要依靠 Edge 的設定：原則 PostQuantumKeyAgreementEnabled 在 146 版之後已無效。在較舊的 Edge 上設為「Disabled」，最多只是權宜之計。',
      ],
    },
    'path/large-answers-lost': {
      title: '{host}：{addresses} 的短回應能夠到達，填滿的封包則不能',
      why: '連接埠 {port} 接受連線。伺服器只能拒絕的 TLS 握手訊息，立即以數個位元組被拒絕；一般的則沒有回應，因為其回應載有證書，會填滿整個封包。可見填滿的封包在返回本電腦途中遺失，Edge 無法開啟登入頁。',
      steps: [
        '找出能夠通過的最大封包：在可使用 ping 的情況下，於終端機執行「ping -f -l 1472 {address}」，再逐步減少數字，直至有回應。',
        '途中有一段（VPN、隧道或專線）只能傳送較小的封包，而兩端並不知道。請在每部防火牆及路由器容許 ICMP「需要分段」（類型 3、代碼 4）通過，讓兩端得知。',
        '或在連接專線的路由器上，把 TCP 分段大小（MSS）限制為專線的 MTU 減 40 位元組。',
        '如貴公司的設備正常，請致電連接香港交易所專線的供應商。',
      ],
    },
    'path/not-tls': {
      title: '{host}：在 {addresses} 連接埠 {port} 回應的服務並不使用 TLS',
      why: '連線獲接受，但對 TLS 握手訊息的回覆並非 TLS（{failure}）。回應的並非登入伺服器，或途中有設備代它回應。登入頁必須使用 TLS。',
      steps: [
        '核對 {addresses} 是否香港交易所的地址，以及有否 NAT 或連接埠轉送規則把它轉往別處：見 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        '網頁過濾或網絡登入頁經常以未加密的 HTTP 回應：請在防火牆記錄中尋找 {host}，並予放行。',
        '檢查連接埠 {port} 有否被轉送到代理伺服器。',
      ],
    },
    'path/fails': {
      title: '{host}：連線到 {addresses} 連接埠 {port} 失敗（{failure}）',
      why: '在階段「{stage}」，系統回覆了一個本程式不知道原因的錯誤。沒有這個連線，登入頁便無法開啟。',
      steps: [
        '查閱錯誤 {failure} 的意思，並在終端機試行下列指令。',
        '檢查本電腦的網絡介面卡、VPN 及保安軟件：這類錯誤通常來自電腦本身。',
        '重新執行本檢查。如情況依舊，請把報告交給負責網絡的人員。',
      ],
    },
    'path/some-addresses': {
      title: '{host}：{addresses} 在連接埠 {port} 沒有正常回應，其他地址則有',
      why: '這個名稱有多個地址，並非全部都有回應。瀏覽器通常會改用下一個地址，所以今日可能無人察覺。如香港交易所切換到另一個數據中心，而當時使用的正是 {addresses}，便無法登入。',
      steps: [
        '把 {addresses} 的防火牆規則、NAT 規則及路由，與 {reached} 的比較：兩者必須相同，TCP 連接埠 {port}。',
        '核對規則是否已包括兩個數據中心的地址：見 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
        '如貴公司的規則無誤，請聯絡專線供應商，其後致電香港交易所熱線。',
        '在下次切換或連接測試之前再執行本檢查，並在期間再執行一次。',
      ],
    },
    'path/standby-silent': {
      title: '備用地址 {address} 連接埠 {port} 沒有可用的回應',
      why: '這個地址列於 site.yaml，而今日 DNS 沒有給出它。另一個數據中心運作期間，備用地址可能本來就不回應，所以這只是備註。只有在切換當日仍無法連線，才會令登入失敗。',
      steps: [
        '核對 {address} 的防火牆規則、NAT 規則及路由，是否與使用中的地址相同。',
        '參加香港交易所下次在備用數據中心進行的連接測試，並在期間執行本檢查。',
      ],
    },
    'path/packets-lost': {
      title: '途中有封包遺失：發往 DNS 伺服器的約有 {percent}%',
      why: '向會回應的 DNS 伺服器（{resolvers}）發出 {sent} 個查詢，其中 {lost} 個沒有回應，須重新發出。連線及網頁同樣受影響：時而正常，時而需要數秒，時而失敗。登入隨時可能失敗。',
      steps: [
        '重新執行本檢查，並在另一部電腦執行。如只有本電腦遺失封包，請更換網絡線、交換器連接埠，或檢查 Wi-Fi。',
        '如所有電腦均如此，請網絡團隊檢查交換器、防火牆及專線路由器的錯誤計數和負載。',
        '如貴公司的設備正常，請致電連接香港交易所專線的供應商。',
      ],
    },
    'path/slow': {
      title: '連線到 {addresses} 緩慢（{elapsedMs} 毫秒）',
      why: '建立連線超過一秒，通常表示第一個封包遺失後重發。登入頁可以開啟，但較慢。',
      steps: [
        '重新執行本檢查。如只慢了一次，則無須處理。',
        '如持續緩慢，請檢查途中有否遺失封包：在終端機執行「ping -n 20 {address}」，並查看線路的錯誤計數。',
      ],
    },
  },
} satisfies CheckText<PathCode, PathCauseCode>
