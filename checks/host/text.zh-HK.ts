import type { CheckText } from '../text.ts'
import type { HostCauseCode, HostCode } from './codes.ts'

export const hostTextZhHk = {
  name: '網絡連接',
  findings: {
    'network/has-route': '本電腦已連接網絡；本身的地址：{addresses}',
    'network/no-route': '本電腦有地址（{addresses}），但沒有通往 {destinations} 的路由',
    'network/no-address': '本電腦沒有可用的網絡地址',
    'network/link-down': '本電腦的網絡連接已中斷（{linksDown}）',
  },
  causes: {
    'network/link-down': {
      title: '本電腦的網絡連接已中斷（{linksDown}）',
      why: '電腦本身顯示這個連接沒有訊號。恢復連接之前，無法連線到電腦以外的任何地方。',
      steps: [
        '把網絡線的兩端（電腦及牆上插座）按緊，直至聽到「咔」一聲。插口旁的指示燈應會亮起。',
        '如指示燈仍不亮，請換一條網絡線，或改用另一個插座。',
        '如仍無效，請資訊科技部門檢查交換器的連接埠，以及網絡介面卡是否在 Windows 中被停用。',
        '然後重新執行本檢查。',
      ],
    },
    'network/no-address': {
      title: '本電腦沒有網絡地址',
      why: '電腦完全沒有地址，或只有在無人分配時自行設定的地址（169.254.…）。沒有地址，便無法連線到電腦以外的任何地方。',
      steps: [
        '檢查網絡線兩端是否插好，以及網絡介面卡有否被停用。',
        '執行「ipconfig /all」，看看地址是由 DHCP 分配還是固定的。',
        '如使用 DHCP：執行「ipconfig /renew」，並檢查 DHCP 伺服器在這個插座上有否回應。',
        '如使用固定地址：按本終端機既定的數值，重新輸入地址、遮罩、閘道及 DNS 伺服器。CCASS 會在登入時核對來源地址，故請勿自行另選地址。',
      ],
    },
    'network/no-route': {
      title: '本電腦沒有通往 {destinations} 的路由',
      why: '電腦本身的路由表沒有可用的路徑，所以根本沒有送出任何資料。這些地址背後的服務都無法連線。',
      steps: [
        '執行「route print」及「ipconfig /all」，檢查預設閘道，以及通往香港交易所地址的路由。',
        '如電腦有兩張網絡介面卡或使用 VPN，請檢查通往香港交易所地址的路由是否經正確的一方。',
        '用「route -p add」補回欠缺的路由，使其在重新啟動後仍然有效。香港交易所的地址載於 Client Connect 內 CCASS (CCMS) Terminal Installation Procedures 的 Section 4.7-4.9。',
      ],
    },
  },
} satisfies CheckText<HostCode, HostCauseCode>
